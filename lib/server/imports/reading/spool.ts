import "server-only";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LIST_CAPS } from "./list-caps";
import { type ListSource, readBytes, readFile } from "./list-source";

/** A list that could be read only once, kept in a temporary file so that it can be read again. */
export type SpooledList = ListSource & { readonly size: number; close(): Promise<void> };

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
    open: (reuse) => readFile(file, reuse),
    close: () => file.close(),
  };
}
