import "server-only";
import type { OperatorFilter } from "@/lib/schemas/operator";
import { AppError } from "../errors";
import type { AccountSql } from "../for-account";
import { sql } from "../sql";
import { operatorFilterSql } from "./operator-filter";

/** Whom bulk work concerns: these, or everybody a list filter matches, as long as they are as many as the owner was shown. */
export type OperatorSelection =
  | { readonly operatorIds: readonly string[] }
  | { readonly filter: OperatorFilter; readonly expectedCount: number };

export type SelectedOperator = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly emailKey: string;
  readonly deleted: boolean;
};

/**
 * The selected operators of the account, locked in the order of their ids so that two pieces of bulk work wait for each
 * other. Their keys are not, so that tries to sign in, which are kept with the operator, do not wait.
 * Unknown and foreign ids are left out. Throws `stale_count` when the filter matches another number.
 */
export async function lockSelectedOperators(
  db: AccountSql,
  selection: OperatorSelection,
): Promise<readonly SelectedOperator[]> {
  const chosen =
    "operatorIds" in selection
      ? sql`o.account_id = ${db.accountId}::uuid and o.id = any(${selection.operatorIds}::uuid[])`
      : operatorFilterSql(db.accountId, selection.filter);
  const { rows } = await db.query<SelectedOperator>(sql`
    select o.id, o.name, o.email, o.email_key as "emailKey", o.deleted_at is not null as deleted
    from operators o where ${chosen} order by o.id for no key update`);
  if ("filter" in selection && rows.length !== selection.expectedCount) {
    throw new AppError("stale_count", { params: { expected: selection.expectedCount, found: rows.length } });
  }
  return rows;
}
