import "server-only";
import { createHmac } from "node:crypto";
import { env } from "@/lib/env";
import { queryRows, sql } from "./sql";

/** Tries at once before delays begin. From then on the delay doubles with every failure, up to MAX_DELAY_SECONDS (S13). */
export const FREE_TRIES = 5;
const MAX_DELAY_SECONDS = 15 * 60;
/** At this many failures in a row the bucket closes for a day (NIST SP 800-63B-4: at most 100). */
const LAST_TRY = 100;
/** A bucket that was quiet this long starts afresh. */
const FORGET_AFTER_SECONDS = 24 * 60 * 60;

/** What is tried: an owner's sign-in by address, or the current password of an owner who is signed in, by id. */
type ThrottleKind = "owner" | "owner-change";

/** A bucket's name: keyed, so that the table tells nobody which addresses were tried. */
export function throttleBucket(kind: ThrottleKind, subject: string): string {
  return createHmac("sha256", env().KENSHIN_SECRET).update(`${kind}\n${subject}`).digest("base64url");
}

/**
 * Counts one try before its password is looked at and says whether it may go on. Counting first, in one statement, is
 * what stops parallel guesses from slipping through together.
 */
export async function mayTry(bucket: string): Promise<boolean> {
  // Free tries do not look at blocked_until: of two at the same moment the later one may have the earlier clock.
  const rows = await queryRows(sql`
    with rules as (select now() - make_interval(secs => ${FORGET_AFTER_SECONDS}) as forget_before)
    insert into sign_in_throttles as t (bucket, failures, last_failure_at, blocked_until)
    values (${bucket}, 1, now(), now())
    on conflict (bucket) do update set
      failures = case when t.last_failure_at < (select forget_before from rules) then 1 else t.failures + 1 end,
      last_failure_at = now(),
      blocked_until = now() + make_interval(secs => case
        when t.last_failure_at < (select forget_before from rules) or t.failures + 1 < ${FREE_TRIES} then 0
        when t.failures + 1 >= ${LAST_TRY} then ${FORGET_AFTER_SECONDS}
        else least(${MAX_DELAY_SECONDS}, power(2, least(t.failures + 1 - ${FREE_TRIES}, 20))) end)
    where t.blocked_until <= now() or t.failures < ${FREE_TRIES}
    returning 1`);
  return rows.length > 0;
}

/** A success clears the bucket: the person knows the password. */
export async function clearThrottle(bucket: string): Promise<void> {
  await queryRows(sql`delete from sign_in_throttles where bucket = ${bucket}`);
}
