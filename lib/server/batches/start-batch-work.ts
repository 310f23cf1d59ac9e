import "server-only";
import { AppError } from "../errors";
import type { AccountSql } from "../for-account";
import { sql } from "../sql";
import { holdOffImports } from "./hold-off-imports";

/**
 * Readies a transaction for work on as many operators as the contract has. The time limit of ordinary requests does not
 * count; batches of one contract go one after the other, so that no two of them can lock each other out; and no import
 * merges meanwhile. Throws `import_in_progress` when one is doing so now.
 */
export async function startBatchWork(db: AccountSql): Promise<void> {
  await db.query(sql`set local statement_timeout = 0`);
  await db.query(sql`
    select pg_advisory_xact_lock(hashtextextended(${`kenshin.batches:${db.accountId}`}, 0))`);
  if (!(await holdOffImports(db))) throw new AppError("import_in_progress");
}
