import "server-only";
import type { AccountSql } from "../for-account";
import { sql, unseen } from "../sql";

/** `duplicate_email` when another active operator holds the address of this one (article cause 3). */
export async function duplicateWarnings(
  db: AccountSql,
  operator: { readonly id: string; readonly email_key: string },
): Promise<"duplicate_email"[]> {
  const { rows } = await db.query(sql`
    select 1 from operators where account_id = ${unseen(db.accountId)} and email_key = ${operator.email_key}
      and deleted_at is null and id <> ${operator.id}::uuid limit 1`);
  return rows.length > 0 ? ["duplicate_email"] : [];
}
