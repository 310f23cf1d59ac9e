import "server-only";
import type { ContractNotice } from "@/lib/domain/contract-notices";
import type { AppLocale } from "@/lib/i18n/config";
import type { MailKind } from "@/prisma/generated/enums";
import type { AccountSql } from "../for-account";
import { enqueue } from "../jobs/queue";
import { sql } from "../sql";

/** A mail to one person about one thing; it is written when it is sent. */
export type NewMail = {
  readonly kind: MailKind;
  /** The address as it identifies the person (`email_key`), not as somebody typed it (S11). */
  readonly recipient: string;
  readonly recipientName: string;
  readonly locale: AppLocale;
  readonly operatorId: string | null;
  readonly passwordResetId: string | null;
  readonly notice: ContractNotice | null;
  /** `YYYY-MM-DD` */
  readonly noticeOn: string | null;
};

/** Queues mails in the transaction of their cause, so that neither is there without the other (S50). */
export async function queueMails(db: AccountSql, mails: readonly NewMail[], now: Date): Promise<void> {
  if (mails.length === 0) return;
  const column = <Key extends keyof NewMail>(key: Key) => mails.map((mail) => mail[key]);
  await db.query(sql`
    insert into mail_messages (id, account_id, kind, recipient, recipient_name, locale, operator_id, password_reset_id,
                               notice, notice_on, next_attempt_at, created_at)
    select kenshin_uuid7(row::int), ${db.accountId}::uuid, kind::mail_kind, recipient, name, locale, operator_id,
           reset_id, notice::contract_notice, notice_on, ${now}, ${now}
    from unnest(${column("kind")}::text[], ${column("recipient")}::text[], ${column("recipientName")}::text[],
                ${column("locale")}::text[], ${column("operatorId")}::uuid[], ${column("passwordResetId")}::uuid[],
                ${column("notice")}::text[], ${column("noticeOn")}::date[])
      with ordinality as mail (kind, recipient, name, locale, operator_id, reset_id, notice, notice_on, row)`);
  await askForSending(db);
}

/** Has queued mails looked at now, once this transaction is there. Without it the next sweep would find them. */
export async function askForSending(db: AccountSql): Promise<void> {
  await enqueue("send-mails", {}, db.accountId, db);
}
