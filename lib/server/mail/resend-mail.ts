import "server-only";
import { parseLocale } from "@/lib/i18n/config";
import type { Prisma } from "@/prisma/generated/client";
import type { Actor } from "../audit/record-audit-event";
import { recordAuditEventSql } from "../audit/record-audit-event-sql";
import { AppError } from "../errors";
import { type AccountSql, forAccount } from "../for-account";
import { lockSelectedOperators } from "../operators/lock-selected-operators";
import { makeResets } from "../password-resets/make-resets";
import { sql } from "../sql";
import { isStillRight, type MailRecord, readMailRecord, takesNewLink } from "./mail-record";
import { askForSending } from "./queue-mails";
import { isResendable } from "./read-mail";

type Resending = { readonly actor: Actor; readonly now: Date; readonly requestId: string };

/**
 * Sends a dead letter, or a mail that was kept, once more. A reset mail whose link is over takes a new link with it, as
 * the old one would open nothing. Throws `not_found`, `mail_not_waiting` for a mail that needs no help, and `mail_over`
 * when what it tells is no longer so.
 */
export async function resendMail(
  accountId: string,
  mailId: string,
  { actor, now, requestId }: Resending,
): Promise<{ status: "queued" }> {
  const mail = await readMailRecord(accountId, mailId);
  if (mail === null) throw new AppError("not_found");
  if (!isResendable(mail)) throw new AppError("mail_not_waiting");
  const withNewLink = takesNewLink(mail, now);
  if (!withNewLink && !isStillRight(mail, now)) throw new AppError("mail_over");
  await forAccount(accountId).sql(async (db) => {
    if (withNewLink) await sendNewLink(db, mail, actor, now);
    else await queueAgain(db, mailId, now);
    await recordAuditEventSql(db, {
      actor,
      action: "mail_resent",
      subject: { type: "mail", id: mailId, name: mail.recipientName || mail.recipient },
      requestId,
    });
  });
  return { status: "queued" };
}

async function queueAgain(db: AccountSql, mailId: string, now: Date): Promise<void> {
  await takeFromWaiting(db, mailId, sql`status = 'queued', attempts = 0, ended_at = null, next_attempt_at = ${now}`);
  await askForSending(db);
}

/** The old mail is done with: a new one takes its place. */
async function sendNewLink(db: AccountSql, mail: MailRecord, actor: Actor, now: Date): Promise<void> {
  const operatorIds = mail.operator === null ? [] : [mail.operator.id];
  const [operator] = await lockSelectedOperators(db, { operatorIds });
  if (!operator || operator.deleted) throw new AppError("mail_over");
  await takeFromWaiting(db, mail.id, sql`status = 'withdrawn', ended_at = ${now}`);
  const options = { delivery: "mail", byName: actor.name, locale: parseLocale(mail.locale), now } as const;
  await makeResets(db, [operator], options);
}

/** Of two who press the button at once the second finds the mail on its way. */
async function takeFromWaiting(db: AccountSql, mailId: string, change: Prisma.Sql): Promise<void> {
  const { rowCount } = await db.query(sql`
    update mail_messages set ${change}, last_error = null
    where id = ${mailId}::uuid and account_id = ${db.accountId}::uuid and status in ('failed', 'kept')`);
  if (rowCount !== 1) throw new AppError("mail_not_waiting");
}
