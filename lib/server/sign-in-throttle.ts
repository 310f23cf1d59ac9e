import "server-only";
import { DELAYS_SECONDS, FREE_TRIES, failuresCountSince, LAST_TRY, LOCK_SECONDS } from "@/lib/domain/login/lock";
import { keyedName } from "./keyed-name";
import { queryRows, sql } from "./sql";

/**
 * What is tried: an owner's sign-in by address, the current password of an owner who is signed in, by id, an operator's
 * sign-in by contract and address, or an operator's password on the contract login page, by address.
 */
type ThrottleKind = "owner" | "owner-change" | "operator" | "operator-on-contract-page";

/** Whose sign-in a bucket counts, active or deleted, so that the owner can see a lock; nobody's where the address is unknown. */
type Whose = { readonly accountId: string; readonly operatorId: string };

export type CountedTry = {
  readonly allowed: boolean;
  /** Until when no password is looked at, when this try came too early; null when it may go on. */
  readonly blockedUntil: Date | null;
};

/** A bucket's name: keyed, so that the table tells nobody which addresses were tried. */
export function throttleBucket(kind: ThrottleKind, subject: string): string {
  return keyedName(kind, subject);
}

/** The bucket of an address (`emailKey`, or what was typed if that is none) on the operator page of a contract. */
export function operatorBucket(account: string, address: string): string {
  return throttleBucket("operator", `${account}\n${address}`);
}

/**
 * Counts one try before its password is looked at and says whether it may go on, by the rules of
 * `lib/domain/login/lock.ts`. Counting first, in one statement, is what stops parallel guesses from slipping through
 * together (S13).
 */
export async function countTry(bucket: string, whose: Whose | null = null): Promise<CountedTry> {
  // Free tries do not look at blocked_until: of two at the same moment the later one may have the earlier clock.
  const [row] = await queryRows<{ allowed: boolean; blocked_until: Date }>(sql`
    with rules as (select now() - make_interval(secs => ${LOCK_SECONDS}) as forget_before),
    tried as (
      insert into sign_in_throttles as t (bucket, failures, last_failure_at, blocked_until, account_id, operator_id)
      values (${bucket}, 1, now(), now(), ${whose?.accountId ?? null}::uuid,
              (select id from operators where id = ${whose?.operatorId ?? null}::uuid for key share))
      on conflict (bucket) do update set
        failures = case when t.last_failure_at < (select forget_before from rules) then 1 else t.failures + 1 end,
        last_failure_at = now(),
        account_id = excluded.account_id,
        operator_id = excluded.operator_id,
        blocked_until = now() + make_interval(secs => case
          when t.last_failure_at < (select forget_before from rules) then 0
          else (${[...DELAYS_SECONDS]}::int[])[least(t.failures + 1, ${LAST_TRY})] end)
      where t.blocked_until <= now() or t.failures < ${FREE_TRIES}
      returning blocked_until
    )
    select true as allowed, blocked_until from tried
    union all
    select false, blocked_until from sign_in_throttles
    where bucket = ${bucket} and not exists (select 1 from tried)`);
  // A bucket made and refused within this statement's snapshot is not seen by it; then it has only just begun to wait.
  if (!row?.allowed) return { allowed: false, blockedUntil: row?.blocked_until ?? new Date() };
  return { allowed: true, blockedUntil: null };
}

/** A success clears the bucket: the person knows the password. */
export async function clearThrottle(bucket: string): Promise<void> {
  await queryRows(sql`delete from sign_in_throttles where bucket = ${bucket}`);
}

/**
 * What a refused try leaves of its count. Who had the password right and was refused for something else made no mistake:
 * nothing to tell the owner, and nothing to wait for once that is settled. Writes whatever the facts are (S15).
 */
export async function keepCount(bucket: string, { isGuess }: { readonly isGuess: boolean }): Promise<void> {
  await queryRows(sql`
    update sign_in_throttles set
      failures = case when ${isGuess}::boolean then failures else 0 end,
      blocked_until = case when ${isGuess}::boolean then blocked_until else now() end
    where bucket = ${bucket}`);
}

/** Forgets failures that count no longer and lock nobody; called now and then by the jobs. */
export async function purgeThrottles(now: Date): Promise<void> {
  await queryRows(sql`
    delete from sign_in_throttles where last_failure_at < ${failuresCountSince(now)} and blocked_until <= ${now}`);
}
