import "server-only";
import { failuresCountSince } from "@/lib/domain/login/lock";
import type { OperatorLockDto } from "@/lib/schemas/operator-access";
import type { Prisma } from "@/prisma/generated/client";
import type { Actor } from "../audit/record-audit-event";
import { recordAuditEventSql } from "../audit/record-audit-event-sql";
import { AppError } from "../errors";
import { type AccountSql, forAccount } from "../for-account";
import { operatorBucket } from "../sign-in-throttle";
import { queryRows, sql } from "../sql";
import type { OperatorRef } from "./operator-sessions";

type Person = { readonly id: string; readonly emailKey: string };

const NOT_LOCKED: OperatorLockDto = { failures: 0, lastFailureAt: null, lockedUntil: null };

/** Failed sign-ins in a row of an operator's address, and until when no password of it is looked at (S13). */
export async function readOperatorLock(accountId: string, operator: Person, now: Date): Promise<OperatorLockDto> {
  const [row] = await queryRows<{ failures: number; lastFailureAt: Date; blockedUntil: Date }>(sql`
    select failures, last_failure_at as "lastFailureAt", blocked_until as "blockedUntil" from sign_in_throttles
    where ${bucketsOf(accountId, operator)} and last_failure_at >= ${failuresCountSince(now)}
    order by blocked_until desc limit 1`);
  if (!row) return NOT_LOCKED;
  return {
    failures: row.failures,
    lastFailureAt: row.lastFailureAt.toISOString(),
    lockedUntil: row.blockedUntil > now ? row.blockedUntil.toISOString() : null,
  };
}

/** Lets the right password in again at once, and forgets the failures. Unlocking who is not locked changes nothing. */
export async function unlockOperator(
  { accountId, operatorId }: OperatorRef,
  { actor, requestId }: { readonly actor: Actor; readonly requestId: string },
): Promise<OperatorLockDto> {
  return forAccount(accountId).sql(async (db) => {
    const { rows } = await db.query<Person & { name: string }>(sql`
      select id, name, email_key as "emailKey" from operators
      where id = ${operatorId}::uuid and account_id = ${accountId}::uuid and deleted_at is null`);
    const [operator] = rows;
    if (!operator) throw new AppError("not_found");
    const { rowCount } = await db.query(sql`delete from sign_in_throttles where ${bucketsOf(accountId, operator)}`);
    if (rowCount) {
      const subject = { type: "operator", id: operatorId, name: operator.name };
      await recordAuditEventSql(db, { actor, action: "operator_unlocked", subject, requestId });
    }
    return NOT_LOCKED;
  });
}

/** Failures stay with their address: after somebody's has changed, they concern whoever holds it now, or nobody. */
export async function passOnFailures(db: AccountSql, emailKeys: readonly string[]): Promise<void> {
  const buckets = emailKeys.map((emailKey) => operatorBucket(db.accountId, emailKey));
  await db.query(sql`
    update sign_in_throttles t set account_id = ${db.accountId}::uuid, operator_id = (
      select id from operators o where o.account_id = ${db.accountId}::uuid and o.email_key = counted.email_key
      order by o.deleted_at desc nulls first, o.id limit 1)
    from unnest(${buckets}::text[], ${[...emailKeys]}::text[]) as counted (bucket, email_key)
    where t.bucket = counted.bucket`);
}

/** The bucket of the present address, which two duplicates share, and those counted for this operator before. */
function bucketsOf(accountId: string, { id, emailKey }: Person): Prisma.Sql {
  return sql`(bucket = ${operatorBucket(accountId, emailKey)}
    or (account_id = ${accountId}::uuid and operator_id = ${id}::uuid))`;
}
