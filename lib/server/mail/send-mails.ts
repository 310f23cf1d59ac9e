import "server-only";
import { MAIL_TRIES, nextMailTry } from "@/lib/domain/mail-delivery";
import type { MailStatus } from "@/prisma/generated/enums";
import { log } from "../log";
import { queryRows, sql } from "../sql";
import { composeMail } from "./compose-mail";
import { isStillRight, readMailRecord } from "./mail-record";
import { type FailedTry, MAILS_AT_ONCE, type MailTransport, openMailTransport } from "./mail-transport";

/** How long a claimed mail is left alone, seconds: longer than any try takes. After a crash it is tried again. */
const LEASE_SECONDS = 300;

type Claimed = { readonly id: string; readonly accountId: string; readonly attempts: number };

/**
 * Sends every mail that is due, of all contracts, until none is left or the process is about to end. The table says what
 * is due, so that any number of instances may do this at once and a crash costs a wait, no mail (S50). Without a mail
 * server each mail is kept for the owner to pass on.
 */
export async function sendMails(isStopping = () => false): Promise<void> {
  const transport = openMailTransport();
  try {
    while (!isStopping()) {
      const claimed = await claimDueMails(new Date());
      if (claimed.length === 0) return;
      await Promise.all(claimed.map((mail) => deliver(mail, transport)));
    }
  } finally {
    transport?.close();
  }
}

/** Whether a mail waits for a try now; asked by the sweep. */
export async function hasDueMails(now: Date): Promise<boolean> {
  const rows = await queryRows(sql`
    select 1 from mail_messages where status = 'queued' and next_attempt_at <= ${now} limit 1`);
  return rows.length > 0;
}

/** Counts the try before it is made: a mail that ends its process every time must not do so for ever. */
async function claimDueMails(now: Date): Promise<Claimed[]> {
  return queryRows<Claimed>(sql`
    update mail_messages set attempts = attempts + 1,
                             next_attempt_at = ${new Date(now.getTime() + LEASE_SECONDS * 1000)}
    where id in (select id from mail_messages where status = 'queued' and next_attempt_at <= ${now}
                 order by next_attempt_at, id limit ${MAILS_AT_ONCE} for update skip locked)
    returning id, account_id as "accountId", attempts`);
}

/** One try. A fault of ours counts as one too, so that it ends where the owner sees it. */
async function deliver(claimed: Claimed, transport: MailTransport | null): Promise<void> {
  const failed = await attempt(claimed, transport).catch((error: unknown): FailedTry => {
    log().error({ err: error, mailId: claimed.id }, "a mail could not be written");
    return { failure: "deferred", replyCode: null };
  });
  if (failed !== null) await putOff(claimed, failed);
}

async function attempt(claimed: Claimed, transport: MailTransport | null): Promise<FailedTry | null> {
  if (claimed.attempts > MAIL_TRIES) return { failure: "unreachable", replyCode: null };
  const mail = await readMailRecord(claimed.accountId, claimed.id);
  if (mail === null) return null;
  if (!isStillRight(mail, new Date())) return end(claimed, "withdrawn");
  if (transport === null) return end(claimed, "kept");
  const { recipient, recipientName, id, createdAt } = mail;
  const composed = await composeMail(mail, { link: "shown" });
  const failed = await transport.send({
    ...composed,
    ...{ id, createdAt, to: { name: recipientName, address: recipient } },
  });
  return failed ?? end(claimed, "sent");
}

async function end({ id, accountId }: Claimed, status: Exclude<MailStatus, "queued">): Promise<null> {
  await queryRows(sql`
    update mail_messages set status = ${status}::mail_status, ended_at = ${new Date()}, last_error = null
    where id = ${id}::uuid and account_id = ${accountId}::uuid and status = 'queued'`);
  return null;
}

/** To the next try, or to the dead letters. Whoever took the mail over meanwhile (`attempts`) decides instead. */
async function putOff({ id, accountId, attempts }: Claimed, { failure, replyCode }: FailedTry): Promise<void> {
  const now = new Date();
  const next = nextMailTry(failure, attempts, now);
  log().warn({ mailId: id, attempts, failure, replyCode, givenUp: next === null }, "a mail was not taken");
  await queryRows(sql`
    update mail_messages set last_error = ${failure},
      status = ${next === null ? "failed" : "queued"}::mail_status,
      next_attempt_at = ${next ?? now}, ended_at = ${next === null ? now : null}::timestamptz
    where id = ${id}::uuid and account_id = ${accountId}::uuid and status = 'queued' and attempts = ${attempts}`);
}
