import "server-only";
import type { Actor } from "../audit/record-audit-event";
import { recordAuditEventSql } from "../audit/record-audit-event-sql";
import { AppError } from "../errors";
import { forAccount } from "../for-account";
import { sql } from "../sql";
import { callNextImport } from "./call-next-import";
import { getImport } from "./queries";

/**
 * Stops an import. One that waits ends at once; one that runs is asked to stop and rolls back, unless it is past the
 * point where it can be stopped: its state then tells. Throws `not_found`, `import_ended`.
 */
export async function cancelImport(accountId: string, id: string, actor: Actor, requestId: string) {
  await getImport(accountId, id);
  await forAccount(accountId).sql(async (db) => {
    const { rows } = await db.query<{ status: string }>(sql`
      update imports set cancel_requested = true,
        status = case when status = 'running' then status else 'cancelled' end,
        finished_at = case when status = 'running' then finished_at else now() end
      where id = ${id}::uuid and account_id = ${accountId}::uuid
        and status in ('queued', 'running', 'needs_confirmation')
      returning status`);
    const status = rows[0]?.status;
    if (status === undefined) throw new AppError("import_ended");
    if (status === "cancelled") await db.query(sql`delete from import_chunks where import_id = ${id}::uuid`);
    await recordAuditEventSql(db, { actor, action: "import_cancelled", subject: { type: "import", id }, requestId });
  });
  await callNextImport(accountId);
  return getImport(accountId, id);
}
