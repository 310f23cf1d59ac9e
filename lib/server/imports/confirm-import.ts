import "server-only";
import type { Actor } from "../audit/record-audit-event";
import { recordAuditEventSql } from "../audit/record-audit-event-sql";
import { AppError } from "../errors";
import { forAccount } from "../for-account";
import { enqueue } from "../jobs/queue";
import { sql } from "../sql";
import { getImport } from "./queries";

/**
 * The owner says: yes, that many are gone. The import runs again from its stored bytes, this time to the end.
 * Throws `not_found`, `import_not_waiting`.
 */
export async function confirmImport(accountId: string, id: string, actor: Actor, requestId: string) {
  await getImport(accountId, id);
  await forAccount(accountId).sql(async (db) => {
    const { rowCount } = await db.query(sql`
      update imports set status = 'queued', missing_confirmed = true, attempts = 0
      where id = ${id}::uuid and account_id = ${accountId}::uuid and status = 'needs_confirmation'`);
    if (rowCount !== 1) throw new AppError("import_not_waiting");
    await enqueue("run-import", { importId: id }, id, db);
    await recordAuditEventSql(db, { actor, action: "import_confirmed", subject: { type: "import", id }, requestId });
  });
  return getImport(accountId, id);
}
