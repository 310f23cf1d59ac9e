import "server-only";
import type { RowResult, RowResultCode, UndoAnswer } from "@/lib/schemas/batch";
import { recordAuditEventSql } from "../audit/record-audit-event-sql";
import { runBulkWork } from "../bulk-works/run-bulk-work";
import { AppError } from "../errors";
import type { AccountSql } from "../for-account";
import { sql } from "../sql";
import { startBatchWork } from "./start-batch-work";
import {
  explainRest,
  lockStepOperators,
  removeCreated,
  restoreDeleted,
  type Undoing,
  withdrawTodos,
} from "./undo-steps";

type UndoRequest = Undoing & {
  readonly kind: "cleanup" | "deletion";
  readonly requestId: string;
};

type StepRow = {
  operator_id: string;
  action: "delete" | "create";
  undone: boolean;
  /** By an undo before this one. */
  earlier: boolean;
  undo_code: RowResultCode | null;
};

/** Codes that mean that there was nothing left to undo for the row; any other is a failure. */
const NOTHING_TO_UNDO: readonly RowResultCode[] = [
  "already_active",
  "already_deleted",
  "already_undone",
  "changed_since",
];

/**
 * Undoes a batch, whole or for some of its operators: who was deleted is active again, whoever holds the address now; what
 * was added is removed, in a whole undo only; to-dos are withdrawn. No login is revived (S53). Rows that cannot be undone
 * come back with a code. Repeating the undo of a whole batch changes nothing and answers the same.
 * Throws `not_found`, `not_applied` for a plan, `import_in_progress`, `work_cancelled`.
 */
export async function undoBatch(accountId: string, request: UndoRequest): Promise<UndoAnswer> {
  return runBulkWork(accountId, { kind: "undo", by: request.actor.name }, async (db, progress) => {
    await startBatchWork(db);
    const before = await lockBatch(db, request);
    if (before === "planned") throw new AppError("not_applied");
    if (before === "undone") return { status: "undone", results: answerFor(request, await loadSteps(db, request)) };

    const { deleted, created } = await lockStepOperators(db, request);
    await progress.begin(deleted.length + created.length);
    await restoreDeleted(db, request, deleted, progress);
    await withdrawTodos(db, request);
    if (request.operatorIds === undefined) await removeCreated(db, request, created, progress);
    await explainRest(db, request);

    const steps = await loadSteps(db, request);
    const results = answerFor(request, steps);
    const status = (await isUndone(db, request, steps, results)) ? "undone" : "partly_undone";
    // Where no row was undone the batch stays what it was: its history must not tell of an undo that never was.
    if (status === "undone" || steps.some(({ undone }) => undone)) await keepUndo(db, request, status, results);
    return { status, results };
  });
}

async function lockBatch(db: AccountSql, { batchId, kind }: UndoRequest): Promise<string> {
  const { rows } = await db.query<{ status: string }>(sql`
    select status from batches
    where id = ${batchId}::uuid and account_id = ${db.accountId}::uuid and kind = ${kind}::batch_kind for update`);
  if (!rows[0]) throw new AppError("not_found");
  return rows[0].status;
}

async function loadSteps(db: AccountSql, { batchId, now }: Undoing): Promise<StepRow[]> {
  const { rows } = await db.query<StepRow>(sql`
    select operator_id, action, undone_at is not null as undone, coalesce(undone_at <> ${now}, false) as earlier, undo_code
    from batch_steps
    where batch_id = ${batchId}::uuid and action in ('delete', 'create') and operator_id is not null order by seq`);
  return rows;
}

function answerFor(request: Undoing, steps: readonly StepRow[]): RowResult[] {
  if (request.operatorIds === undefined) return steps.map((step) => toResult(step));
  const deletions = new Map(steps.filter((step) => step.action === "delete").map((step) => [step.operator_id, step]));
  return [...new Set(request.operatorIds)].map((operatorId) => {
    const step = deletions.get(operatorId);
    if (!step) return { operatorId, result: "failed", code: "not_in_batch" };
    return step.earlier ? { operatorId, result: "skipped", code: "already_undone" } : toResult(step);
  });
}

function toResult({ operator_id: operatorId, undone, undo_code }: StepRow): RowResult {
  if (undone) return { operatorId, result: "done" };
  // No code: the batch is over without having been undone row by row, as a newer list of to-dos took its place.
  const code = undo_code ?? "already_undone";
  return { operatorId, result: NOTHING_TO_UNDO.includes(code) ? "skipped" : "failed", code };
}

/** Whether nothing of the batch is left to undo. */
async function isUndone(
  db: AccountSql,
  request: Undoing,
  steps: readonly StepRow[],
  results: readonly RowResult[],
): Promise<boolean> {
  if (request.operatorIds === undefined) return results.every((row) => row.result !== "failed");
  if (steps.some((step) => !step.undone)) return false;
  const { rowCount } = await db.query(sql`
    select 1 from todos where batch_id = ${request.batchId}::uuid and status = 'open' limit 1`);
  return rowCount === 0;
}

async function keepUndo(
  db: AccountSql,
  request: UndoRequest,
  status: UndoAnswer["status"],
  results: readonly RowResult[],
): Promise<void> {
  await db.query(sql`
    update batches set status = ${status}::batch_status, undone_at = ${request.now}
    where id = ${request.batchId}::uuid`);
  const count = results.filter((row) => row.result === "done").length;
  await recordAuditEventSql(db, {
    actor: request.actor,
    action: request.kind === "cleanup" ? "cleanup_undone" : "deletion_undone",
    subject: { type: "batch", id: request.batchId },
    after: { count, of: results.length },
    requestId: request.requestId,
  });
}
