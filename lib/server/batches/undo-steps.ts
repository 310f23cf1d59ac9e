import "server-only";
import type { Prisma } from "@/prisma/generated/client";
import type { Actor } from "../audit/record-audit-event";
import type { BulkProgress } from "../bulk-works/run-bulk-work";
import type { AccountSql } from "../for-account";
import { emptySql, sql } from "../sql";
import { type Heir, handOverEvidence } from "./hand-over-evidence";

export type Undoing = {
  readonly batchId: string;
  /** Only these operators; then what the batch created stays. */
  readonly operatorIds: readonly string[] | undefined;
  readonly actor: Actor;
  readonly now: Date;
};

/** The operators of the steps that are not undone yet, by what the batch did to them. */
export type StepOperators = { readonly deleted: readonly string[]; readonly created: readonly string[] };

/** Locks what an undo may touch, in the order of the ids like every other act on many operators. */
export async function lockStepOperators(db: AccountSql, undoing: Undoing): Promise<StepOperators> {
  const { rows } = await db.query<{ id: string; action: "delete" | "create" }>(sql`
    select s.operator_id as id, s.action from batch_steps s
    where s.batch_id = ${undoing.batchId}::uuid and s.action in ('delete', 'create') and s.undone_at is null
      and s.operator_id is not null ${onlyChosen(undoing)}`);
  await db.query(sql`
    select from operators o
    where o.id = any(${idsOf(rows)}::uuid[]) and o.account_id = ${db.accountId}::uuid
    order by o.id for update`);
  const those = (action: "delete" | "create") => idsOf(rows.filter((row) => row.action === action));
  return { deleted: those("delete"), created: those("create") };
}

/** Makes active again whom this batch deleted, and nobody else: who was restored or deleted anew since stays as it is. */
export async function restoreDeleted(
  db: AccountSql,
  undoing: Undoing,
  deleted: readonly string[],
  progress: BulkProgress,
): Promise<void> {
  const { batchId, now } = undoing;
  await progress.inChunks(deleted, async (ids) => {
    const restored = await db.query<{ id: string }>(sql`
      update operators o
      set deleted_at = null, deleted_reason = null, deleted_by = null, deleted_batch_id = null,
          version = o.version + 1, updated_at = ${now}
      where o.id = any(${ids}::uuid[]) and o.account_id = ${db.accountId}::uuid
        and o.deleted_at is not null and o.deleted_batch_id = ${batchId}::uuid
      returning o.id`);
    await markUndone(db, undoing, idsOf(restored.rows));
  });
}

/** utage: takes what is still to do off the list, and what was ticked off for somebody who is active again now. */
export async function withdrawTodos(db: AccountSql, undoing: Undoing): Promise<void> {
  const { batchId, now, operatorIds } = undoing;
  const { rows } = await db.query<{ id: string | null }>(sql`
    update todos t set status = 'withdrawn'
    where t.batch_id = ${batchId}::uuid and t.account_id = ${db.accountId}::uuid
      ${operatorIds === undefined ? emptySql : sql`and t.operator_id = any(${operatorIds}::uuid[])`}
      and (t.status = 'open' or (t.status = 'done' and exists (
        select from batch_steps s
        where s.batch_id = t.batch_id and s.operator_id = t.operator_id and s.undone_at = ${now})))
    returning t.operator_id as id`);
  await markUndone(db, undoing, idsOf(rows));
}

/**
 * Removes the operators that the batch added, unless somebody has changed them or signed in since. What came of them
 * meanwhile is handed over: it is about the person of that address, whichever row the person has.
 */
export async function removeCreated(
  db: AccountSql,
  undoing: Undoing,
  created: readonly string[],
  progress: BulkProgress,
): Promise<void> {
  await progress.inChunks(created, async (ids) => {
    const heirs = await lockHeirs(db, ids);
    await handOverEvidence(db, heirs, { by: undoing.actor.name, now: undoing.now });
    const removed = heirs.map(({ departed }) => departed);
    await db.query(sql`
      delete from operators o where o.id = any(${removed}::uuid[]) and o.account_id = ${db.accountId}::uuid`);
    await markUndone(db, undoing, removed);
  });
}

/** Of the operators who are still as they were added: who has the address besides, the one that a sign-in finds. */
async function lockHeirs(db: AccountSql, created: readonly string[]): Promise<Heir[]> {
  const { rows } = await db.query<Heir>(sql`
    select o.id as departed, other.id as heir
    from operators o cross join lateral (
      select h.id from operators h
      where h.account_id = o.account_id and h.email_key = o.email_key and h.id <> all(${created}::uuid[])
      order by h.deleted_at desc nulls first, h.id limit 1 for no key update
    ) as other
    where o.id = any(${created}::uuid[]) and o.account_id = ${db.accountId}::uuid and o.deleted_at is null
      and o.version = 1 and o.password_hash is null and o.last_login_at is null`);
  return rows;
}

// Ids go through here and back as lists: steps written a moment ago have no statistics that a join could be planned by.
async function markUndone(db: AccountSql, { batchId, now }: Undoing, operatorIds: readonly string[]): Promise<void> {
  await db.query(sql`
    update batch_steps s set undone_at = ${now}, undo_code = null
    where s.batch_id = ${batchId}::uuid and s.undone_at is null and s.action in ('delete', 'create')
      and s.operator_id = any(${operatorIds}::uuid[])`);
}

function idsOf(rows: readonly { id: string | null }[]): string[] {
  return rows.flatMap((row) => row.id ?? []);
}

/**
 * Says of every row that could not be undone why not. Each row is looked up by itself: to a planner that knows no steps of
 * this batch yet, a join of the steps with themselves is one over a handful, and takes the square of thousands.
 */
export async function explainRest(db: AccountSql, undoing: Undoing): Promise<void> {
  const { batchId, operatorIds } = undoing;
  await db.query(sql`
    update batch_steps s
    set undo_code = coalesce((
      select case
          when s.action = 'create' then case when o.deleted_at is null then 'changed_since' else 'already_deleted' end
          when o.deleted_at is null then 'already_active'
          else 'deleted_again_since' end
      from operators o where o.id = s.operator_id limit 1
    ), 'not_found')
    where s.batch_id = ${batchId}::uuid and s.undone_at is null and s.operator_id is not null
      and ${operatorIds === undefined ? sql`s.action in ('delete', 'create')` : sql`s.action = 'delete'`}
      ${onlyChosen(undoing)}`);
}

function onlyChosen({ operatorIds }: Undoing): Prisma.Sql {
  return operatorIds === undefined ? emptySql : sql`and s.operator_id = any(${operatorIds}::uuid[])`;
}
