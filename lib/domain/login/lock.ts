/**
 * What wrong passwords cost (S13; NIST SP 800-63B-4, 3.2.2: at most 100 failures in a row). One count for one address,
 * known or not; a success or an unlock ends it. A locked person can still reset the password.
 */

/** Tries that may follow each other at once. From this failure on each one costs a delay, twice the one before. */
export const FREE_TRIES = 5;
/** Wrong passwords since the last success that are worth telling the owner; one or two are a slip of the hand. */
export const REPEATED_FAILURES = 3;
/** The longest of the growing delays, in seconds. */
export const MAX_DELAY_SECONDS = 15 * 60;
/** At this many failures in a row nobody can try for LOCK_SECONDS. */
export const LAST_TRY = 100;
/** How long the lock after LAST_TRY lasts, and how long an address must stay quiet before its count starts afresh. */
export const LOCK_SECONDS = 24 * 60 * 60;

/**
 * Seconds during which no password is looked at, by failures in a row: the first entry follows the first failure, the
 * last one follows LAST_TRY and every failure after it. A table, so that the statement that counts can read it.
 */
export const DELAYS_SECONDS: readonly number[] = Array.from({ length: LAST_TRY }, (_, index) => {
  const failures = index + 1;
  if (failures < FREE_TRIES) return 0;
  return failures === LAST_TRY ? LOCK_SECONDS : Math.min(MAX_DELAY_SECONDS, 2 ** (failures - FREE_TRIES));
});

/** The first instant from which on failures count: with a quieter address the next one is the first again. */
export function failuresCountSince(now: Date): Date {
  return new Date(now.getTime() - LOCK_SECONDS * 1000);
}

/** The delay in seconds after so many failures in a row; 0 before the first one. */
export function delayAfter(failures: number): number {
  return DELAYS_SECONDS[Math.min(failures, LAST_TRY) - 1] ?? 0;
}
