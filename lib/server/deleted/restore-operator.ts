import "server-only";
import type { OperatorWithWarningsDto } from "@/lib/schemas/operator";
import type { Actor } from "../audit/record-audit-event";
import { recordAuditEventSql } from "../audit/record-audit-event-sql";
import { AppError } from "../errors";
import { type AccountSql, forAccount } from "../for-account";
import { duplicateWarnings } from "../operators/duplicate-warnings";
import { OPERATOR_COLUMNS, type OperatorRecord, toOperator } from "../operators/queries";
import { expireOpenResets } from "../password-resets/make-resets";
import { sql } from "../sql";
import { lockDeletedOperator } from "./lock-deleted-operator";

type Act = { readonly actor: Actor; readonly now: Date; readonly requestId?: string };

/**
 * Makes a deleted operator active again with its name, permissions, history and password, but none of its logins and
 * reset links (S53).
 * On a utage contract this corrects the record; on UTAGE itself nothing happens. Throws `not_found`, `not_deleted`, and
 * `email_in_use` unless `force`.
 */
export async function restoreOperator(
  account: { readonly id: string },
  operatorId: string,
  { actor, now, requestId, force }: Act & { readonly force: boolean },
): Promise<OperatorWithWarningsDto> {
  return forAccount(account.id).sql(async (db) => {
    const before = await lockDeletedOperator(db, operatorId, force);
    const row = await activate(db, operatorId, now);
    await recordAuditEventSql(db, {
      actor,
      action: "operator_restored",
      subject: { type: "operator", id: row.id, name: row.name },
      before: { deletedAt: before.deleted_at?.toISOString() ?? null, deletedReason: before.deleted_reason },
      after: { status: "active" },
      ...(requestId === undefined ? {} : { requestId }),
    });
    return { ...toOperator(row), warnings: await duplicateWarnings(db, row) };
  });
}

async function activate(db: AccountSql, operatorId: string, now: Date): Promise<OperatorRecord> {
  // The deletion ended logins and links; whatever survived it, by whichever way the operator was deleted, ends here.
  await db.query(sql`
    update sessions set revoked_at = ${now}
    where operator_id = ${operatorId}::uuid and account_id = ${db.accountId}::uuid and revoked_at is null`);
  await expireOpenResets(db, [operatorId], now);
  const { rows } = await db.query<OperatorRecord>(sql`
    update operators o
    set deleted_at = null, deleted_reason = null, deleted_by = null, deleted_batch_id = null, deleted_import_id = null,
        version = o.version + 1, updated_at = ${now}
    where o.account_id = ${db.accountId}::uuid and o.id = ${operatorId}::uuid
    returning ${OPERATOR_COLUMNS}`);
  const [row] = rows;
  if (!row) throw new AppError("internal");
  return row;
}
