import "server-only";
import { type FileHandle, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LIST_CAPS } from "./list-caps";
import { type ListSource, READ_SIZE, readBytes } from "./list-source";

/** A list that could be read only once, kept in a temporary file so that it can be read again. */
export type SpooledList = ListSource & { close(): Promise<void> };

/**
 * Keeps a stream (standard input, say) in a temporary file. The file loses its name before the first byte is written:
 * however the process ends, no copy of the addresses stays behind. Throws `too_large` beyond the cap.
 */
export async function spoolList(stream: AsyncIterable<Uint8Array>, capBytes = LIST_CAPS.bytes): Promise<SpooledList> {
  const folder = await mkdtemp(join(tmpdir(), "kenshin-"));
  const file = await open(join(folder, "list"), "wx+", 0o600).finally(() => rm(folder, { recursive: true }));
  let size = 0;
  try {
    for await (const chunk of readBytes({ open: () => stream }, capBytes)) {
      await file.write(chunk, 0, chunk.length, size);
      size += chunk.length;
    }
  } catch (error) {
    await file.close();
    throw error;
  }
  return {
    size,
    open: () => readFrom(file),
    close: () => file.close(),
  };
}

// Not file.createReadStream: closing one early closes the handle under the next.
async function* readFrom(file: FileHandle): AsyncGenerator<Uint8Array> {
  for (let position = 0; ; ) {
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(READ_SIZE), 0, READ_SIZE, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
