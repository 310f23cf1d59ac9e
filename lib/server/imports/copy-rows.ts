import "server-only";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { from as copyFrom } from "pg-copy-streams";
import type { ListRow, OperatorRow, RejectedRow, Rejection } from "@/lib/domain/import/rows";
import type { AccountSql } from "../for-account";
import { copyLine } from "./copy-text";

/** Where the rows went: how many were accepted, and which were not. */
export type CopiedRows = { readonly accepted: number; readonly rejected: readonly RejectedRow[] };

/** The rows of one import, on their way into the database. */
export type ListRows = {
  readonly importId: string;
  readonly batches: AsyncIterable<readonly ListRow[]>;
  /** Told the rows read so far after every batch; may throw to stop. */
  readonly onBatch: (rows: number) => Promise<void>;
};

/**
 * Streams the rows of a list into a table (COPY), refused ones into `import_rejections`.
 * @param target the table with its columns; no part of it comes from outside
 * @param toLine what a row becomes there, in COPY's text format
 */
export async function copyRows(
  db: AccountSql,
  { importId, batches, onBatch }: ListRows,
  target: string,
  toLine: (row: OperatorRow) => string,
): Promise<CopiedRows> {
  let accepted = 0;
  const rejected: RejectedRow[] = [];
  async function* lines() {
    for await (const batch of batches) {
      let text = "";
      for (const row of batch) {
        if (row.kind === "rejected") {
          rejected.push(row);
        } else {
          text += toLine(row);
          accepted += 1;
        }
      }
      await onBatch(accepted + rejected.length);
      if (text !== "") yield text;
    }
  }
  await pipeline(Readable.from(lines()), db.client.query(copyFrom(`copy ${target} from stdin`)));
  await keepRejections(db, importId, rejected);
  return { accepted, rejected };
}

async function keepRejections(db: AccountSql, importId: string, rejected: readonly Rejection[]): Promise<void> {
  const lines = rejected.map(({ row, column, code, value }) => copyLine([importId, row, column, code, value]));
  if (lines.length === 0) return;
  await pipeline(
    Readable.from(lines),
    db.client.query(copyFrom(`copy import_rejections (import_id, row, "column", code, value) from stdin`)),
  );
}
