import "server-only";
import type { AccountSql } from "../for-account";
import { sql } from "../sql";

/**
 * Keeps imports of the contract from merging until the transaction ends; several acts may hold them off together. False
 * when a list is being merged now: an import locks rows in the order of its list, so waiting for them half-way could end
 * in a deadlock. The lock is the one that `mergeList` takes before it merges.
 */
export async function holdOffImports(db: AccountSql): Promise<boolean> {
  const { rows } = await db.query<{ held: boolean }>(sql`
    select pg_try_advisory_xact_lock_shared(hashtextextended(${`kenshin.imports:${db.accountId}`}, 0)) as held`);
  return rows[0]?.held ?? false;
}
