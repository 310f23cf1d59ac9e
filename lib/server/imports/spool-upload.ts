import "server-only";
import type { Upload } from "../upload";
import { LIST_CAPS } from "./reading/list-caps";
import { type ListSource, tooLarge } from "./reading/list-source";
import { spoolList } from "./reading/spool";

/**
 * Writes an upload to a temporary file and hands it to `work` as a list that can be read again and again; the file is
 * gone afterwards, however the process ends. A slow client so holds a file, never a transaction. Throws ListError
 * `too_large` past the cap (S30), but reads on to the end first: a browser hears nothing before it has sent everything, and
 * what is left unread would stand in the way of its next request on that connection.
 */
export async function withSpooledUpload<T>(
  upload: Upload,
  work: (source: ListSource & { readonly size: number }) => Promise<T>,
  capBytes = LIST_CAPS.bytes,
): Promise<T> {
  async function* upToCap() {
    let size = 0;
    for await (const chunk of upload.bytes) {
      size += chunk.byteLength;
      if (size <= capBytes) yield chunk;
    }
    if (size > capBytes) throw tooLarge(capBytes);
  }
  const spooled = await spoolList(upToCap(), capBytes);
  try {
    return await work({
      ...spooled,
      ...(upload.fileName ? { fileName: upload.fileName } : {}),
      ...(upload.contentType ? { contentType: upload.contentType } : {}),
    });
  } finally {
    await spooled.close();
  }
}
