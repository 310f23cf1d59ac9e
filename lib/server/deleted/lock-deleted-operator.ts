import "server-only";
import { AppError } from "../errors";
import type { AccountSql } from "../for-account";
import { OPERATOR_COLUMNS, type OperatorRecord } from "../operators/queries";
import { sql, unseen } from "../sql";

/**
 * A deleted operator, locked together with everybody deleted of its address, so that of two at once who restore or recreate
 * somebody of one address the second sees what the first did. Nobody active is locked: a list that is coming in writes those
 * in an order of its own, and the two could wait for each other.
 * Throws `not_found`, `not_deleted`, and `email_in_use` naming who holds the address unless `force`.
 */
export async function lockDeletedOperator(db: AccountSql, operatorId: string, force: boolean): Promise<OperatorRecord> {
  const ofTheAddress = sql`
    o.account_id = ${unseen(db.accountId)}
    and o.email_key = (select email_key from operators
                       where account_id = ${unseen(db.accountId)} and id = ${operatorId}::uuid)`;
  // `is not null` would let the planner read everybody deleted, who to its statistics may be nobody yet.
  await db.query(sql`
    select from operators o where ${ofTheAddress} and num_nonnulls(o.deleted_at) = 1 order by o.id for no key update`);
  // Read only now: whom somebody else has added meanwhile, the statement that waited for the lock does not see.
  const { rows } = await db.query<OperatorRecord>(sql`
    select ${OPERATOR_COLUMNS} from operators o
    where ${ofTheAddress} and (o.deleted_at is null or o.id = ${operatorId}::uuid) order by o.id`);
  const deleted = rows.find((row) => row.id === operatorId);
  if (!deleted) throw new AppError("not_found");
  if (deleted.deleted_at === null) throw new AppError("not_deleted");
  const holder = rows.find((row) => row.deleted_at === null);
  if (holder && !force) {
    const named = [holder.name, holder.email].filter(Boolean).join(" ");
    const errors = [{ path: "email", code: "email_in_use", message: named }];
    throw new AppError("email_in_use", { params: { holder: named }, errors });
  }
  return deleted;
}
