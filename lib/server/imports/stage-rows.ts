import "server-only";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { from as copyFrom } from "pg-copy-streams";
import { possibleKey } from "@/lib/domain/email";
import type { ListRow, OperatorRow, RejectedRow } from "@/lib/domain/import/rows";
import { operatorSearchText } from "@/lib/domain/search-text";
import type { AccountSql } from "../for-account";
import { sql } from "../sql";
import { copyLine } from "./copy-text";

/** How many rows went where. */
export type StagedCounts = { readonly accepted: number; readonly rejected: number };

/**
 * Streams the rows of a list into the transaction-local table `staged_rows` (COPY), refused ones into
 * `import_rejections`. `onBatch` is told the rows read so far after every batch and may throw to stop.
 */
export async function stageRows(
  db: AccountSql,
  importId: string,
  batches: AsyncIterable<readonly ListRow[]>,
  onBatch: (rows: number) => Promise<void>,
): Promise<StagedCounts> {
  await db.query(sql`
    create temporary table staged_rows (
      row int not null,
      name text collate "C" not null,
      email text not null,
      email_key text collate "C" not null,
      possible_key text collate "C" not null,
      search_text text collate "C" not null,
      permissions text[] not null,
      registered_on date,
      last_login_at timestamptz(3)
    ) on commit drop`);

  let accepted = 0;
  const refused: RejectedRow[] = [];
  async function* lines() {
    for await (const batch of batches) {
      let text = "";
      for (const row of batch) {
        if (row.kind === "rejected") refused.push(row);
        else {
          text += stagedLine(row);
          accepted += 1;
        }
      }
      await onBatch(accepted + refused.length);
      if (text !== "") yield text;
    }
  }
  await pipeline(Readable.from(lines()), db.client.query(copyFrom("copy staged_rows from stdin")));
  await keepRejections(db, importId, refused);
  await db.query(sql`analyze staged_rows`);
  return { accepted, rejected: refused.length };
}

function stagedLine(row: OperatorRow): string {
  return copyLine([
    row.row,
    row.name,
    row.email,
    row.emailKey,
    possibleKey(row.emailKey),
    operatorSearchText(row.name, row.email),
    row.permissions,
    row.registeredOn,
    row.lastLoginAt,
  ]);
}

async function keepRejections(db: AccountSql, importId: string, refused: readonly RejectedRow[]): Promise<void> {
  const lines = refused.map(({ row, column, code, value }) => copyLine([importId, row, column, code, value]));
  if (lines.length === 0) return;
  await pipeline(
    Readable.from(lines),
    db.client.query(copyFrom(`copy import_rejections (import_id, row, "column", code, value) from stdin`)),
  );
}
