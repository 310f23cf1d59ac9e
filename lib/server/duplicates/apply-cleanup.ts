import "server-only";
import { type CleanupPlan, rereadPlan } from "@/lib/domain/duplicates/plan-cleanup";
import { storedEmailKey, storedPossibleKey } from "@/lib/domain/email";
import { tokyoDay } from "@/lib/domain/tokyo-time";
import type { RowResult } from "@/lib/schemas/batch";
import type { Actor } from "../audit/record-audit-event";
import { recordAuditEventSql } from "../audit/record-audit-event-sql";
import { deleteStepOperators, makeTodos } from "../batches/carry-out-steps";
import { startBatchWork } from "../batches/start-batch-work";
import { type BulkProgress, runBulkWork } from "../bulk-works/run-bulk-work";
import { AppError } from "../errors";
import type { AccountSql } from "../for-account";
import type { AccountScope } from "../permissions";
import { emptySql, sql } from "../sql";
import { TODO_COLUMNS, type TodoRecord, toTodo } from "../todos/queries";
import { withdrawForCleanup } from "../todos/withdraw-overtaken";
import { onDeletionList } from "./members";
import { fingerprintOf, loadPlan, lockCleanup, type StoredBatch } from "./stored-plan";

type Application = {
  readonly id: string;
  readonly fingerprint: string;
  readonly actor: Actor;
  readonly now: Date;
  readonly requestId: string;
};

/**
 * Carries out a planned clean-up in one transaction: on a hosted contract it deletes and adds, on a utage contract it makes the
 * to-do list. The rows are read again and locked first. Repeating it changes nothing and answers the same.
 * Throws `not_found`, `stale_plan` when anything the plan stands on has changed, `already_undone`, `import_in_progress`,
 * `work_cancelled`.
 */
export async function applyCleanup(account: Pick<AccountScope["account"], "id" | "directory">, request: Application) {
  return runBulkWork(account.id, { kind: "cleanup", by: request.actor.name }, async (db, progress) => {
    await startBatchWork(db);
    const batch = await lockCleanup(db, request.id);
    if (batch.fingerprint !== request.fingerprint) throw new AppError("stale_plan");
    if (batch.status === "undone" || batch.status === "partly_undone") throw new AppError("already_undone");
    if (batch.status === "planned") {
      const plan = await requireUnchanged(db, batch);
      await progress.begin(plan.steps.filter(({ action }) => action !== "keep").length);
      if (account.directory === "hosted") await applyHere(db, request, plan, progress);
      else await applyAsTodos(db, request, progress);
    }
    return account.directory === "hosted"
      ? { status: "applied" as const, results: await loadResults(db, batch.id) }
      : { status: "to_do" as const, todos: await loadTodos(db, batch.id) };
  });
}

async function requireUnchanged(db: AccountSql, batch: StoredBatch): Promise<CleanupPlan> {
  const plan = await loadPlan(db, batch);
  const current = rereadPlan(plan, await lockScope(db, plan));
  if (fingerprintOf(current) !== batch.fingerprint) throw new AppError("stale_plan");
  return current;
}

type LockedRow = { id: string; version: number; email_key: string; possible_key: string; to_be_deleted: boolean };

/** Everybody active within the plan's scope as of now, locked in the order of their ids. */
async function lockScope(db: AccountSql, { scope }: CleanupPlan) {
  const { emailKeys, possibleKeys } = scope;
  const { rows } = await db.query<LockedRow>(sql`
    select o.id, o.version, o.email_key, o.possible_key, ${onDeletionList(db.accountId)} as to_be_deleted
    from operators o
    where o.account_id = ${db.accountId}::uuid and o.deleted_at is null
      and (o.email_key = any(${emailKeys}::text[])
           ${possibleKeys.length === 0 ? emptySql : sql`or o.possible_key = any(${possibleKeys}::text[])`})
    order by o.id for no key update`);
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    toBeDeleted: row.to_be_deleted,
    emailKey: storedEmailKey(row.email_key),
    possibleKey: storedPossibleKey(row.possible_key),
  }));
}

async function applyHere(
  db: AccountSql,
  { id, actor, now, requestId }: Application,
  plan: CleanupPlan,
  progress: BulkProgress,
): Promise<void> {
  const operatorIds = plan.steps.flatMap((step) => (step.action === "delete" ? [step.operatorId] : []));
  await deleteStepOperators(db, { batchId: id, operatorIds, reason: "cleanup", by: actor.name, now }, progress);
  await createStepOperators(db, id, now);
  await finish(db, id, "applied", now);
  await recordAuditEventSql(db, {
    actor,
    action: "cleanup_applied",
    subject: { type: "batch", id },
    after: await countSteps(db, id),
    requestId,
  });
}

/** `recreate`: one new operator like the survivor, without a password and without a past. */
async function createStepOperators(db: AccountSql, batchId: string, now: Date): Promise<void> {
  await db.query(sql`
    update batch_steps set operator_id = kenshin_uuid7(), result = 'done'
    where batch_id = ${batchId}::uuid and action = 'create'`);
  await db.query(sql`
    insert into operators (id, account_id, name, email, email_key, possible_key, search_text, permissions, registered_on,
                           created_at, updated_at)
    select s.operator_id, o.account_id, o.name, o.email, o.email_key, o.possible_key, o.search_text, o.permissions,
           ${tokyoDay(now)}::date, ${now}, ${now}
    from batch_steps s cross join lateral (
      select * from operators where id = (s.payload ->> 'basedOnId')::uuid limit 1
    ) o
    where s.batch_id = ${batchId}::uuid and s.action = 'create' and o.account_id = ${db.accountId}::uuid
    order by s.seq`);
}

async function applyAsTodos(
  db: AccountSql,
  { id, actor, now, requestId }: Application,
  progress: BulkProgress,
): Promise<void> {
  await withdrawForCleanup(db, id, now);
  await makeTodos(db, { batchId: id, now }, progress);
  await finish(db, id, "to_do", now);
  await recordAuditEventSql(db, {
    actor,
    action: "todos_added",
    subject: { type: "batch", id },
    after: await countSteps(db, id),
    requestId,
  });
}

async function finish(db: AccountSql, id: string, status: "applied" | "to_do", now: Date): Promise<void> {
  await db.query(sql`
    update batches set status = ${status}::batch_status, applied_at = ${now} where id = ${id}::uuid`);
}

async function countSteps(db: AccountSql, id: string): Promise<{ deletes: number; creates: number }> {
  const { rows } = await db.query<{ deletes: number; creates: number }>(sql`
    select count(*) filter (where action = 'delete')::int as deletes,
           count(*) filter (where action = 'create')::int as creates
    from batch_steps where batch_id = ${id}::uuid`);
  return rows[0] ?? { deletes: 0, creates: 0 };
}

async function loadResults(db: AccountSql, id: string): Promise<RowResult[]> {
  const { rows } = await db.query<{ operatorId: string; result: RowResult["result"] }>(sql`
    select operator_id as "operatorId", result from batch_steps
    where batch_id = ${id}::uuid and action <> 'keep' and operator_id is not null and result is not null order by seq`);
  return rows;
}

async function loadTodos(db: AccountSql, batchId: string) {
  const { rows } = await db.query<TodoRecord>(sql`
    select ${TODO_COLUMNS} from todos t where t.batch_id = ${batchId}::uuid order by t.email_key, t.action, t.id`);
  return rows.map(toTodo);
}
