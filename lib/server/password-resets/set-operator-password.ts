import "server-only";
import type { AppLocale } from "@/lib/i18n/config";
import { acceptNewPassword } from "../accept-new-password";
import { recordAuditEventSql } from "../audit/record-audit-event-sql";
import { AppError } from "../errors";
import { type AccountSql, forAccount } from "../for-account";
import { type NewMail, queueMails } from "../mail/queue-mails";
import { operatorBucket } from "../sign-in-throttle";
import { sql } from "../sql";
import { type OpenedReset, readPasswordReset } from "./open-password-reset";

type Reset = NonNullable<OpenedReset["reset"]>;

/**
 * Sets an operator's password by a reset link: ends every login and the waiting time after failed sign-ins (S13: who is
 * locked out can still reset). Of any number at once exactly one succeeds (S9). Throws `invalid_code` whatever is wrong
 * with the link, and `weak_password`; neither uses it up. The operator is told by mail, in `locale`.
 */
export async function setOperatorPassword(
  input: { readonly code: string; readonly token: string; readonly password: string },
  { requestId, now, locale }: { readonly requestId: string; readonly now: Date; readonly locale: AppLocale },
): Promise<{ loginUrl: string }> {
  const { reset } = await readPasswordReset(input.code, input.token, now);
  if (!reset) throw new AppError("invalid_code");
  const passwordHash = await acceptNewPassword(input.password, reset.operator.emailKey, "password");
  await forAccount(reset.accountId).sql(async (db) => {
    await replacePassword(db, reset, passwordHash, now);
    await recordAuditEventSql(db, {
      actor: { kind: "operator", id: reset.operator.id, name: reset.operator.name },
      action: "operator_password_set",
      subject: { type: "operator", id: reset.operator.id, name: reset.operator.name },
      requestId,
    });
    await queueMails(db, [tellOperator(reset, locale)], now);
  });
  return { loginUrl: `/operator/${input.code}/login` };
}

function tellOperator({ operator }: Reset, locale: AppLocale): NewMail {
  return {
    ...{ kind: "password_changed", recipient: operator.emailKey, recipientName: operator.name, locale },
    ...{ operatorId: operator.id, passwordResetId: null, notice: null, noticeOn: null },
  };
}

/** The operator first, then the link: the order in which a new link takes them, so that neither waits for the other for ever. */
async function replacePassword(db: AccountSql, { id, operator }: Reset, passwordHash: string, now: Date) {
  const person = await db.query(sql`
    update operators set password_hash = ${passwordHash}, credential_version = credential_version + 1
    where id = ${operator.id}::uuid and account_id = ${db.accountId}::uuid and deleted_at is null`);
  const link = await db.query(sql`
    update password_resets set used_at = ${now}
    where id = ${id}::uuid and used_at is null and replaced_at is null and expires_at > ${now}`);
  // Whatever came first, another use of this link or a newer one, has changed what this one read.
  if (person.rowCount !== 1 || link.rowCount !== 1) throw new AppError("invalid_code");
  await db.query(sql`
    update sessions set revoked_at = ${now} where operator_id = ${operator.id}::uuid and revoked_at is null`);
  await db.query(sql`
    delete from sign_in_throttles where bucket = ${operatorBucket(db.accountId, operator.emailKey)}`);
}
