import "server-only";
import { RESET_SECONDS } from "@/lib/domain/password-reset";
import type { Actor } from "../audit/record-audit-event";
import { recordAuditEventSql } from "../audit/record-audit-event-sql";
import { AppError } from "../errors";
import { type AccountSql, forAccount } from "../for-account";
import type { AccountScope } from "../permissions";
import { sql } from "../sql";
import { resetLink } from "./reset-link";
import { hashResetToken, resetToken } from "./reset-token";

type Issued = { readonly id: string; readonly state: "sent"; readonly expiresAt: Date; readonly url: string };

/**
 * A new link with which an operator sets a password, for the owner to hand over; older ones end. The owner could use it
 * too, so it stands in the audit log. Throws `not_hosted`, and `not_found` for who is no active operator of the account.
 */
export async function issuePasswordReset(
  account: AccountScope["account"],
  operatorId: string,
  { actor, now, requestId }: { readonly actor: Actor; readonly now: Date; readonly requestId: string },
): Promise<Issued> {
  if (account.directory !== "hosted") throw new AppError("not_hosted");
  return forAccount(account.id).sql(async (db) => {
    const operator = await lockActiveOperator(db, operatorId);
    await replaceOpenResets(db, operatorId, now);
    const expiresAt = new Date(now.getTime() + RESET_SECONDS * 1000);
    const { rows } = await db.query<{ id: string }>(sql`select kenshin_uuid7() as id`);
    const id = rows[0]?.id ?? "";
    const token = resetToken(id);
    await db.query(sql`
      insert into password_resets
        (id, account_id, operator_id, delivery, token_hash, created_by_name, created_at, expires_at)
      values (${id}::uuid, ${db.accountId}::uuid, ${operatorId}::uuid, 'copy', ${hashResetToken(token)}, ${actor.name},
              ${now}, ${expiresAt})`);
    await recordAuditEventSql(db, {
      actor,
      action: "reset_link_copied",
      subject: { type: "operator", id: operatorId, name: operator.name },
      requestId,
    });
    return { id, state: "sent", expiresAt, url: resetLink(account.code, token) };
  });
}

/** The row lock makes two links at once wait for each other, so that one of them ends the other. */
async function lockActiveOperator(db: AccountSql, operatorId: string): Promise<{ name: string }> {
  const { rows } = await db.query<{ name: string }>(sql`
    select name from operators
    where id = ${operatorId}::uuid and account_id = ${db.accountId}::uuid and deleted_at is null
    for update`);
  if (!rows[0]) throw new AppError("not_found");
  return rows[0];
}

/** Ends every link of an operator that was not used. */
export async function replaceOpenResets(db: AccountSql, operatorId: string, now: Date): Promise<void> {
  await db.query(sql`
    update password_resets set replaced_at = ${now}
    where operator_id = ${operatorId}::uuid and account_id = ${db.accountId}::uuid
      and used_at is null and replaced_at is null`);
}
