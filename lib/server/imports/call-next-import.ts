import "server-only";
import { askAgain } from "../jobs/queue";
import { log } from "../log";
import { queryRows, sql } from "../sql";

/**
 * Asks for the list that waited for one of its contract that has ended: its own call found that it was not the next. Never
 * throws; should it fail, the next sweep does it (resume-imports.ts).
 */
export async function callNextImport(accountId: string): Promise<void> {
  try {
    const [next] = await queryRows<{ id: string }>(sql`
      select id from imports where account_id = ${accountId}::uuid and status = 'queued' order by id limit 1`);
    if (next) await askAgain("run-import", { importId: next.id }, next.id);
  } catch (error) {
    log().warn({ accountId, err: error }, "the next import could not be called");
  }
}
