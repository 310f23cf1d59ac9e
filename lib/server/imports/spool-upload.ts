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
 * gone afterwards. A slow client so holds a file, never a transaction. Throws ListError `too_large` past the cap (S30).
 */
export async function withSpooledUpload<T>(
  upload: Upload,
  work: (source: ListSource & { readonly size: number }) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "kenshin-upload-"));
  try {
    const path = join(folder, "list");
    let size = 0;
    async function* counted() {
      for await (const chunk of upload.bytes) {
        size += chunk.byteLength;
        if (size > LIST_CAPS.bytes) throw tooLarge(LIST_CAPS.bytes);
        yield chunk;
      }
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
