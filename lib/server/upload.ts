import "server-only";
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { Busboy, type BusboyFileStream, type BusboyInstance } from "@fastify/busboy";
import { AppError } from "./errors";

/** One file that a request carries, read once as a stream; `digest()` is its SHA-256, null until it was read to the end. */
export type Upload = {
  readonly fileName: string | null;
  readonly contentType: string | null;
  readonly bytes: AsyncIterable<Uint8Array>;
  digest(): string | null;
};

const MULTIPART = "multipart/form-data";

/**
 * Opens the file of a request: the `file` part of a multipart form, or else the whole body.
 * Throws `malformed_body` for a broken or file-less form.
 */
export async function openUpload(request: Request): Promise<Upload> {
  const contentType = request.headers.get("content-type")?.trim() ?? "";
  const body = request.body
    ? Readable.fromWeb(request.body as Parameters<typeof Readable.fromWeb>[0])
    : Readable.from([]);
  if (contentType.toLowerCase().startsWith(MULTIPART)) return openFormFile(body, contentType);
  const bytes = wholeBody(body, Number(request.headers.get("content-length") ?? Number.NaN));
  return withDigest({ fileName: null, contentType: contentType.split(";")[0] || null, bytes });
}

/** Refuses a body that ends before the announced length: whatever stands between may cut it without a word. */
async function* wholeBody(body: AsyncIterable<Uint8Array>, announced: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    yield chunk;
  }
  if (size < announced) throw new AppError("malformed_body");
}

function openFormFile(body: Readable, contentType: string): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const refuse = (cause?: unknown) => {
      reject(new AppError("malformed_body", { cause }));
      // Read to its end all the same: what is left of it would stand before the next request of this connection.
      body.unpipe();
      body.resume();
    };
    let form: BusboyInstance;
    try {
      form = new Busboy({ headers: { "content-type": contentType }, limits: { files: 1, fields: 0, parts: 4 } });
    } catch (error) {
      return refuse(error);
    }
    form.on("file", (field: string, file: BusboyFileStream, name: string, _encoding: string, type: string) => {
      if (field !== "file") {
        file.resume();
        return;
      }
      // Whoever reads the bytes is told; until somebody does, an error without a listener would end the process.
      file.on("error", () => undefined);
      // A form that breaks off ends the file with an error as well; a cut list is never taken for a whole one.
      form.on("error", (error) => file.destroy(error instanceof Error ? error : undefined));
      body.on("error", (error) => file.destroy(error));
      resolve(withDigest({ fileName: shownName(name), contentType: shownName(type), bytes: file }));
    });
    form.on("error", refuse);
    form.once("partsLimit", () => refuse());
    form.once("finish", () => refuse());
    body.on("error", refuse);
    body.pipe(form);
  });
}

/** File systems know no longer name; its end says what it is. */
const NAME_LENGTH = 255;

/** What a sender calls a file, as a text that can be kept and shown (S38: PostgreSQL takes no NUL); null for nothing. */
function shownName(sent: string): string | null {
  const text = sent.replace(/[\p{Cc}\p{Cs}]/gu, "").trim();
  return Array.from(text).slice(-NAME_LENGTH).join("") || null;
}

function withDigest(file: Omit<Upload, "digest">): Upload {
  const hash = createHash("sha256");
  let digest: string | null = null;
  async function* bytes() {
    try {
      for await (const chunk of file.bytes) {
        hash.update(chunk);
        yield chunk;
      }
    } catch (cause) {
      // Only the sender can break it off: whoever reads these bytes fails outside this loop.
      throw new AppError("malformed_body", { cause });
    }
    digest = hash.digest("hex");
  }
  return {
    ...file,
    bytes: bytes(),
    digest: () => digest,
  };
}
