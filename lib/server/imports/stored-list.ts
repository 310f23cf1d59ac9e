import "server-only";
import type { AccountSql } from "../for-account";
import { queryRows, sql } from "../sql";
import type { ListSource } from "./reading/list-source";

const CHUNK_BYTES = 1024 * 1024;
/** Bytes read on at a time: what becomes of them, text and rows, takes twenty times their room. */
const PIECE_BYTES = 64 * 1024;

/** Stores the bytes of a list piece by piece, in the transaction that makes its import. */
export async function storeList(db: AccountSql, importId: string, source: ListSource): Promise<void> {
  let seq = 0;
  let pending: Uint8Array[] = [];
  let size = 0;
  const flush = async () => {
    if (size === 0) return;
    await db.query(sql`
      insert into import_chunks (import_id, seq, bytes) values (${importId}::uuid, ${seq++}, ${Buffer.concat(pending)})`);
    pending = [];
    size = 0;
  };
  for await (const chunk of source.open()) {
    pending.push(chunk);
    size += chunk.length;
    if (size >= CHUNK_BYTES) await flush();
  }
  await flush();
}

/** A stored list as a source; every reading fetches one piece at a time. */
export function storedList(
  importId: string,
  about: { byteSize: number; fileName: string | null; contentType: string | null },
): ListSource {
  async function* open(): AsyncGenerator<Uint8Array> {
    for (let seq = 0; ; seq += 1) {
      const [row] = await queryRows<{ bytes: Buffer }>(sql`
        select bytes from import_chunks where import_id = ${importId}::uuid and seq = ${seq}`);
      if (!row) return;
      for (let at = 0; at < row.bytes.length; at += PIECE_BYTES) yield row.bytes.subarray(at, at + PIECE_BYTES);
    }
  }
  return {
    size: about.byteSize,
    ...(about.fileName === null ? {} : { fileName: about.fileName }),
    ...(about.contentType === null ? {} : { contentType: about.contentType }),
    open,
  };
}
