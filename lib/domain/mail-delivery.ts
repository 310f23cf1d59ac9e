/**
 * Seconds to wait after a failed try to hand over a mail, doubling (RFC 5321, 4.5.4.1 asks for a growing delay). Together
 * half an hour: a reset link lives for one hour, so a mail that got through with the last try is still of use.
 */
const RETRY_SECONDS: readonly number[] = [30, 60, 120, 240, 480, 960];

/** How often a mail is tried before it is given up and the owner is asked. */
export const MAIL_TRIES = RETRY_SECONDS.length + 1;

/**
 * How a try failed. `refused`: the server said no to this mail for good (5xx), trying again would bother it for nothing.
 * `deferred`: it said "later" (4xx), or takes mail from us for nobody, which the host can mend. `unreachable`: no answer,
 * or the line broke; the mail may even have arrived.
 */
export const MAIL_FAILURES = ["refused", "deferred", "unreachable"] as const;
export type MailFailure = (typeof MAIL_FAILURES)[number];

/** When to try again after `tries` tries, the last of which failed at `now`; null: give up. */
export function nextMailTry(failure: MailFailure, tries: number, now: Date): Date | null {
  const wait = failure === "refused" ? undefined : RETRY_SECONDS[tries - 1];
  return wait === undefined ? null : new Date(now.getTime() + wait * 1000);
}

/**
 * Reads the reply code of an SMTP server (RFC 5321, 4.2.1); without one nobody answered.
 * @param isAboutMail whether it was said to the recipient or the text, not to who we are (a bad login, a sender it does
 * not know): an owner must not be sent to look for a fault in an address that has none
 */
export function mailFailureOf(replyCode: number | undefined, isAboutMail: boolean): MailFailure {
  if (replyCode === undefined) return "unreachable";
  return isAboutMail && replyCode >= 500 && replyCode < 600 ? "refused" : "deferred";
}
