import "server-only";
import { possibleKey } from "@/lib/domain/email";
import { operatorSearchText } from "@/lib/domain/search-text";
import type { AccountSql } from "../for-account";
import { sql } from "../sql";
import { type CopiedRows, copyRows, type ListRows } from "./copy-rows";
import { copyLine } from "./copy-text";

/** Streams the rows of a list into the transaction-local table `staged_rows`, where they wait to be matched. */
export async function stageRows(db: AccountSql, list: ListRows): Promise<CopiedRows> {
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
  const copied = await copyRows(db, list, "staged_rows", (row) =>
    copyLine([
      row.row,
      row.name,
      row.email,
      row.emailKey,
      possibleKey(row.emailKey),
      operatorSearchText(row.name, row.email),
      row.permissions,
      row.registeredOn,
      row.lastLoginAt,
    ]),
  );
  await db.query(sql`analyze staged_rows`);
  return copied;
}
