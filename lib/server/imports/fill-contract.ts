import "server-only";
import { possibleKey } from "@/lib/domain/email";
import { operatorSearchText } from "@/lib/domain/search-text";
import type { AccountSql } from "../for-account";
import { sql } from "../sql";
import { type CopiedRows, copyRows, type ListRows } from "./copy-rows";
import { copyLine } from "./copy-text";
import { createOrderedIds } from "./ordered-ids";

/** Thrown inside the transaction of an import to begin it anew: somebody was added to the contract meanwhile. */
export class ContractFilledMeanwhile extends Error {
  override readonly name = "ContractFilledMeanwhile";
}

type FillContext = { readonly directory: "utage" | "hosted"; readonly listedAt: Date };

/** Whether a contract never had an operator but those of this import, so that none of its rows can be about a known one. */
export async function isUnfilled(db: AccountSql, importId: string): Promise<boolean> {
  const others = sql`account_id = ${db.accountId}::uuid and added_import_id is distinct from ${importId}::uuid`;
  const { rows } = await db.query<{ unfilled: boolean }>(sql`
    select not exists (select from operators where ${others} and deleted_at is null)
       and not exists (select from operators where ${others} and deleted_at is not null) as unfilled`);
  return rows[0]?.unfilled === true;
}

/**
 * The first list of a contract: its rows go where they belong at once, with ids in their order, as there is nobody to
 * match them with. Throws ContractFilledMeanwhile.
 */
export async function fillContract(
  db: AccountSql,
  list: ListRows,
  { directory, listedAt }: FillContext,
): Promise<CopiedRows> {
  const idOf = createOrderedIds(new Date());
  const listed = listedAt.toISOString();
  const copied = await copyRows(
    db,
    list,
    `operators (id, account_id, name, email, email_key, possible_key, search_text, permissions, registered_on,
                last_login_at, last_confirmed_at, added_import_id, updated_at)`,
    (row) =>
      copyLine([
        idOf(row.row),
        db.accountId,
        row.name,
        row.email,
        row.emailKey,
        possibleKey(row.emailKey),
        operatorSearchText(row.name, row.email),
        row.permissions,
        row.registeredOn,
        // Where operators sign in here, the list knows nothing about it.
        directory === "utage" ? row.lastLoginAt : null,
        directory === "utage" ? listed : null,
        list.importId,
        listed,
      ]),
  );
  if (!(await isUnfilled(db, list.importId))) throw new ContractFilledMeanwhile();
  return copied;
}
