import "server-only";

export type CsvFile = {
  readonly fileName: string;
  readonly charset: "utf-8" | "shift_jis";
  /** The file in pieces, made as they are asked for. */
  readonly chunks: AsyncIterable<Uint8Array>;
};

/** A CSV file as a download; `plainName` is for clients that do not read names in UTF-8 (RFC 5987). */
export function csvResponse({ fileName, charset, chunks }: CsvFile, plainName: string): Response {
  return new Response(toStream(chunks), {
    headers: {
      "content-type": `text/csv; charset=${charset}; header=present`,
      "content-disposition": `attachment; filename="${plainName}"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      "cache-control": "no-store",
    },
  });
}

/** Pulls the next piece only when the reader has taken the last one. */
function toStream(chunks: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}
