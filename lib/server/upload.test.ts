import { describe, expect, it } from "vitest";
import { openUpload } from "./upload";

const BOUNDARY = "x";

function field(name: string, text: string): string {
  return `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`;
}

function file(name: string, text: string): string {
  return field(`${name}"; filename="a.csv`, text);
}

/** A form as it arrives, piece by piece, and how much of it is left. */
function formOf(body: string) {
  const left = { characters: body.length };
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (left.characters === 0) return controller.close();
      const piece = body.slice(-left.characters).slice(0, 65_536);
      left.characters -= piece.length;
      controller.enqueue(new TextEncoder().encode(piece));
    },
  });
  const init = { method: "POST", body: stream, duplex: "half" as const };
  const headers = { "content-type": `multipart/form-data; boundary=${BOUNDARY}` };
  return { left, request: new Request("http://kenshin.test/", { ...init, headers }) };
}

describe("S38: a form that cannot be taken", () => {
  const long = "a".repeat(1_000_000);
  const many = Array.from({ length: 6 }, (_, index) => field(`other-${index}`, "1")).join("");

  it.each([
    ["more parts than a form may have", many + file("file", long)],
    ["no file among its parts", file("other", long)],
    ["no part at all", long],
  ])("%s: is refused, and read to its end so that the next request gets through", async (_, parts) => {
    const { left, request } = formOf(`${parts}--${BOUNDARY}--\r\n`);
    await expect(openUpload(request)).rejects.toMatchObject({ code: "malformed_body" });
    await expect.poll(() => left.characters).toBe(0);
  });
});
