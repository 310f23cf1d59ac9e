import "server-only";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Upload } from "../upload";
import { LIST_CAPS } from "./reading/list-caps";
import { type ListSource, listInFile, tooLarge } from "./reading/list-source";

/**
 * Writes an upload to a temporary file and hands it to `work` as a list that can be read again and again; the file is
 * gone afterwards. A slow client so holds a file, never a transaction. Throws ListError `too_large` past the cap (S30),
 * but reads on to the end first: a browser hears nothing before it has sent everything, and what is left unread would
 * stand in the way of its next request on that connection.
 */
export async function withSpooledUpload<T>(
  upload: Upload,
  work: (source: ListSource & { readonly size: number }) => Promise<T>,
  capBytes = LIST_CAPS.bytes,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "kenshin-upload-"));
  try {
    const path = join(folder, "list");
    let size = 0;
    async function* counted() {
      for await (const chunk of upload.bytes) {
        size += chunk.byteLength;
        if (size <= capBytes) yield chunk;
      }
      if (size > capBytes) throw tooLarge(capBytes);
    }
    await pipeline(counted, createWriteStream(path, { mode: 0o600 }));
    return await work({
      ...listInFile(path),
      size,
      ...(upload.fileName ? { fileName: upload.fileName } : {}),
      ...(upload.contentType ? { contentType: upload.contentType } : {}),
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
