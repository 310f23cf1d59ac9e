import "server-only";
import type { BulkProgress } from "../bulk-works/run-bulk-work";
import type { AccountSql } from "../for-account";
import { expireOpenResets } from "../password-resets/make-resets";
import { sql } from "../sql";

type Deletion = {
  readonly batchId: string;
  /** The operators of the batch's `delete` steps. */
  readonly operatorIds: readonly string[];
  readonly reason: "manual" | "cleanup";
  /** Name of who deletes, as it is now. */
  readonly by: string;
  readonly now: Date;
};

/**
 * Deletes the operators of the batch's `delete` steps and ends their logins and reset links, three statements for
 * thousands of them.
 * The caller holds the rows locked in the order of their ids. The ids come as a list, not by a join with the steps: steps
 * written a moment ago have no statistics, and a join over them is planned as if they were a handful.
 */
export async function deleteStepOperators(
  db: AccountSql,
  { batchId, operatorIds, reason, by, now }: Deletion,
  progress: BulkProgress,
): Promise<void> {
  await progress.inChunks(operatorIds, async (ids) => {
    await db.query(sql`
      update operators o
      set deleted_at = ${now}, deleted_reason = ${reason}::deleted_reason, deleted_by = ${by},
          deleted_batch_id = ${batchId}::uuid, version = o.version + 1, updated_at = ${now}
      where o.id = any(${ids}::uuid[]) and o.account_id = ${db.accountId}::uuid and o.deleted_at is null`);
    await db.query(sql`
      update sessions t set revoked_at = ${now}
      where t.operator_id = any(${ids}::uuid[]) and t.account_id = ${db.accountId}::uuid and t.revoked_at is null`);
    await expireOpenResets(db, ids, now);
  });
  await db.query(sql`
    update batch_steps set result = 'done' where batch_id = ${batchId}::uuid and action = 'delete'`);
}

/**
 * utage: turns the batch's steps into to-dos, as only the owner can act there. An operator who is on the list already
 * is not put on it twice.
 */
export async function makeTodos(
  db: AccountSql,
  { batchId, now }: Pick<Deletion, "batchId" | "now">,
  progress: BulkProgress,
): Promise<void> {
  const { rows: steps } = await db.query<{ seq: number; operatorId: string | null }>(sql`
    select seq, operator_id as "operatorId" from batch_steps
    where batch_id = ${batchId}::uuid and action in ('delete', 'create') order by seq`);
  const listed = await loadListed(db);
  const missing = steps.filter(({ operatorId }) => operatorId === null || !listed.has(operatorId));
  await progress.inChunks(missing, async (chunk) => {
    await db.query(sql`
      insert into todos (account_id, batch_id, action, operator_id, name, email, email_key, registered_on, created_at)
      select o.account_id, s.batch_id, s.action, s.operator_id, o.name, o.email, o.email_key,
             case when s.action = 'delete' then o.registered_on end, ${now}
      from batch_steps s cross join lateral (
        select * from operators where id = coalesce(s.operator_id, (s.payload ->> 'basedOnId')::uuid) limit 1
      ) o
      where s.batch_id = ${batchId}::uuid and s.seq = any(${chunk.map(({ seq }) => seq)}::int[])
        and o.account_id = ${db.accountId}::uuid`);
  });
  await db.query(sql`
    update batch_steps set result = 'skipped', code = 'to_do'
    where batch_id = ${batchId}::uuid and action in ('delete', 'create')`);
}

// Read once: looked up for each step, a list written after its statistics is read as a whole each time.
async function loadListed(db: AccountSql): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ id: string }>(sql`
    select operator_id as id from todos
    where account_id = ${db.accountId}::uuid and status = 'open' and operator_id is not null`);
  return new Set(rows.map(({ id }) => id));
}
