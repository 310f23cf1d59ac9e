import "server-only";
import type { AccountPrisma, AccountSql } from "../for-account";
import { sql } from "../sql";

/**
 * Ends every login of the contract's operators, in the transaction that ends the contract (S16). An ended contract lets
 * nobody in anyway; ended logins do not come back with it when it is paid again.
 */
export async function endOperatorLogins({ accountId, tx }: AccountPrisma, now: Date): Promise<void> {
  await tx.session.updateMany({ where: { accountId, kind: "operator", revokedAt: null }, data: { revokedAt: now } });
}

/** The same on a `pg` transaction. */
export async function endOperatorLoginsSql(db: AccountSql, now: Date): Promise<void> {
  await db.query(sql`
    update sessions set revoked_at = ${now}
    where account_id = ${db.accountId}::uuid and kind = 'operator' and revoked_at is null`);
}
