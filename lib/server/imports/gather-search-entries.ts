import "server-only";
import type { AccountSql } from "../for-account";
import { sql } from "../sql";

/**
 * What an import may add to the search index before it is sorted in, and the memory that sorting takes. A search goes
 * through what is not sorted in from end to end, so it is not more.
 */
const GATHERED = "64MB";

/**
 * New rows of this transaction wait for the search index in larger lots: PostgreSQL's own 4 MB are sorted in dozens of
 * times for a long list, which takes longer than all other indexes together (manual, "GIN Fast Update Technique").
 * Only who may sort the rest in afterwards gathers; where there is no such index, nothing happens.
 */
export async function gatherSearchEntries(db: AccountSql): Promise<void> {
  await db.query(sql`
    select set_config('gin_pending_list_limit', ${GATHERED}, true), set_config('work_mem', ${GATHERED}, true)
    from pg_class where ${isOwnSearchIndex}`);
}

/** Sorts in what is left, so that the first search does not wait for it. */
export async function sortInSearchEntries(db: AccountSql): Promise<void> {
  await db.query(sql`select gin_clean_pending_list(oid) from pg_class where ${isOwnSearchIndex}`);
}

const isOwnSearchIndex = sql`oid = to_regclass('operators_search_text') and pg_has_role(relowner, 'usage')`;
