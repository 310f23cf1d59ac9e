import "server-only";
import { forAccount } from "../for-account";
import { enqueue } from "../jobs/queue";
import { queryRows, sql } from "../sql";
import { isImportFree } from "./import-lock";

/** Asks again for imports that a crash cut off, or whose job was lost: unfinished, and nobody works on them. */
export async function resumeImports(): Promise<void> {
  const unfinished = await queryRows<{ id: string; accountId: string }>(sql`
    select id, account_id as "accountId" from imports where status in ('queued', 'running') order by id limit 100`);
  for (const { id, accountId } of unfinished) {
    await forAccount(accountId).sql(async (db) => {
      if (await isImportFree(db.client, id)) await enqueue("run-import", { importId: id }, id, db);
    });
  }
}
