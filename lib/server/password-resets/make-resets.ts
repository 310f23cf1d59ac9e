import "server-only";
import { RESET_SECONDS } from "@/lib/domain/password-reset";
import type { AppLocale } from "@/lib/i18n/config";
import type { ResetDelivery } from "@/prisma/generated/enums";
import type { AccountSql } from "../for-account";
import { queueMails } from "../mail/queue-mails";
import { sql } from "../sql";
import { hashResetToken, resetToken } from "./reset-token";

type Recipient = { readonly id: string; readonly name: string; readonly emailKey: string };
type Options = {
  readonly delivery: ResetDelivery;
  /** Who made them, by name; null: the operator asked. */
  readonly byName: string | null;
  readonly locale: AppLocale;
  readonly now: Date;
};

/** A link that was made; the token is nowhere but here and in the mail that carries it. */
export type MadeReset = { readonly operatorId: string; readonly id: string; readonly token: string };

/**
 * Makes a reset link for each operator, ends their older ones, and queues one mail each: the link itself, or, when the
 * owner hands it over, the word that there is one. The caller has locked the operators, so that of two links at once one
 * ends the other.
 */
export async function makeResets(
  db: AccountSql,
  operators: readonly Recipient[],
  { delivery, byName, locale, now }: Options,
): Promise<MadeReset[]> {
  const operatorIds = operators.map(({ id }) => id);
  await replaceOpenResets(db, operatorIds, now);
  const { rows } = await db.query<{ id: string; operatorId: string }>(sql`
    select kenshin_uuid7(row::int) as id, operator_id as "operatorId"
    from unnest(${operatorIds}::uuid[]) with ordinality as operator (operator_id, row)`);
  const made = rows.map((row) => ({ ...row, token: resetToken(row.id) }));
  const expiresAt = new Date(now.getTime() + RESET_SECONDS * 1000);
  await db.query(sql`
    insert into password_resets
      (id, account_id, operator_id, delivery, token_hash, created_by_name, created_at, expires_at)
    select id, ${db.accountId}::uuid, operator_id, ${delivery}::reset_delivery, token_hash, ${byName}, ${now}, ${expiresAt}
    from unnest(${made.map(({ id }) => id)}::uuid[], ${made.map(({ operatorId }) => operatorId)}::uuid[],
                ${made.map(({ token }) => hashResetToken(token))}::text[]) as reset (id, operator_id, token_hash)`);
  const resetIds = new Map(made.map(({ operatorId, id }) => [operatorId, id]));
  const mails = operators.map(({ id, name, emailKey }) => ({
    kind: delivery === "copy" ? ("reset_link_copied" as const) : ("password_reset" as const),
    ...{ recipient: emailKey, recipientName: name, locale, operatorId: id },
    ...{ passwordResetId: resetIds.get(id) ?? null, notice: null, noticeOn: null },
  }));
  await queueMails(db, mails, now);
  return made;
}

/** Ends every link of these operators that was not used: a newer one, or a new password, takes its place. */
export async function replaceOpenResets(db: AccountSql, operatorIds: readonly string[], now: Date): Promise<void> {
  await db.query(sql`
    update password_resets set replaced_at = ${now}
    where operator_id = any(${operatorIds}::uuid[]) and account_id = ${db.accountId}::uuid
      and used_at is null and replaced_at is null`);
}

/**
 * Lets every link of these operators that was not used run out now: they were deleted, which no restore takes back for a
 * link (S53), or have another address, and the link lies in somebody else's mailbox (S11).
 */
export async function expireOpenResets(db: AccountSql, operatorIds: readonly string[], now: Date): Promise<void> {
  await db.query(sql`
    update password_resets set expires_at = ${now}
    where operator_id = any(${operatorIds}::uuid[]) and account_id = ${db.accountId}::uuid
      and used_at is null and replaced_at is null and expires_at > ${now}`);
}
