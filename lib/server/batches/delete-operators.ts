import "server-only";
import type { RowResult } from "@/lib/schemas/batch";
import type { Actor } from "../audit/record-audit-event";
import { recordAuditEventSql } from "../audit/record-audit-event-sql";
import { type BulkProgress, runBulkWork } from "../bulk-works/run-bulk-work";
import { AppError } from "../errors";
import type { AccountSql } from "../for-account";
import {
  lockSelectedOperators,
  type OperatorSelection,
  type SelectedOperator,
} from "../operators/lock-selected-operators";
import type { AccountScope } from "../permissions";
import { sql } from "../sql";
import { withdrawForDeletion } from "../todos/withdraw-overtaken";
import { deleteStepOperators, makeTodos } from "./carry-out-steps";
import { startBatchWork } from "./start-batch-work";

export type DeletionOutcome = {
  /** null: nobody was left to delete, so there is nothing to undo. */
  readonly batchId: string | null;
  readonly status: "applied" | "to_do";
  readonly results: RowResult[];
};

/**
 * Deletes operators as one batch that can be undone: on a hosted contract at once, on a utage contract as to-dos
 * (article cause 5 is what deleting by mistake leads to). Ids that are unknown, foreign or deleted already come back as
 * rows with a code; where nobody else was chosen there is no batch. Throws `stale_count` when the filter matches another
 * number than `expectedCount`, `import_in_progress` while a list is being merged, `work_cancelled`; with `orNothing`, where
 * nobody is left to delete, `already_applied`.
 */
export async function deleteOperators(
  account: Pick<AccountScope["account"], "id" | "directory">,
  selection: OperatorSelection,
  actor: Actor,
  now: Date,
  requestId?: string,
  { orNothing = false } = {},
): Promise<DeletionOutcome> {
  return runBulkWork(account.id, { kind: "deletion", by: actor.name }, async (db, progress) => {
    await startBatchWork(db);
    const selected = await lockSelectedOperators(db, selection);
    const active = selected.filter((row) => !row.deleted);
    if (orNothing && active.length === 0) throw new AppError("already_applied");
    const status = account.directory === "hosted" ? "applied" : "to_do";
    const batchId =
      active.length === 0 ? null : await keepDeletion(db, { active, status, actor, now, requestId }, progress);
    const ids = "operatorIds" in selection ? [...new Set(selection.operatorIds)] : selected.map((row) => row.id);
    return { batchId, status, results: toResults(ids, selected, status) };
  });
}

type Deletion = {
  readonly active: readonly SelectedOperator[];
  readonly status: DeletionOutcome["status"];
  readonly actor: Actor;
  readonly now: Date;
  readonly requestId: string | undefined;
};

/** Makes the batch, carries it out and records it; gives its id. */
async function keepDeletion(
  db: AccountSql,
  { active, status, actor, now, requestId }: Deletion,
  progress: BulkProgress,
): Promise<string> {
  const batchId = await insertDeletion(db, status, actor, now);
  const operatorIds = active.map((row) => row.id);
  await progress.begin(operatorIds.length);
  await insertSteps(db, batchId, operatorIds);
  if (status === "applied") {
    await deleteStepOperators(db, { batchId, operatorIds, reason: "manual", by: actor.name, now }, progress);
  }
  if (status === "to_do") {
    await withdrawForDeletion(db, operatorIds, now);
    await makeTodos(db, { batchId, now }, progress);
  }
  await recordDeletion(db, { batchId, status, active, actor, requestId });
  return batchId;
}

async function insertDeletion(db: AccountSql, status: "applied" | "to_do", actor: Actor, now: Date): Promise<string> {
  const { rows } = await db.query<{ id: string }>(sql`
    insert into batches (account_id, kind, status, fingerprint, created_by_name, created_at, applied_at)
    values (${db.accountId}::uuid, 'deletion', ${status}::batch_status, '', ${actor.name}, ${now}, ${now})
    returning id`);
  const [batch] = rows;
  if (!batch) throw new AppError("internal");
  return batch.id;
}

async function insertSteps(db: AccountSql, batchId: string, operatorIds: readonly string[]): Promise<void> {
  await db.query(sql`
    insert into batch_steps (batch_id, seq, action, operator_id, email_key, reason)
    select ${batchId}::uuid, row_number() over (order by o.id), 'delete', o.id, o.email_key, 'selected'
    from operators o where o.account_id = ${db.accountId}::uuid and o.id = any(${operatorIds}::uuid[])`);
}

async function recordDeletion(
  db: AccountSql,
  { batchId, status, active, actor, requestId }: Omit<Deletion, "now"> & { readonly batchId: string },
): Promise<void> {
  const [first, second] = active;
  if (!first) return;
  const alone = second === undefined;
  await recordAuditEventSql(db, {
    actor,
    action: status === "to_do" ? "todos_added" : alone ? "operator_deleted" : "operators_deleted",
    subject: alone ? { type: "operator", id: first.id, name: first.name } : { type: "batch", id: batchId },
    after: { batchId, count: active.length },
    ...(requestId === undefined ? {} : { requestId }),
  });
}

function toResults(
  operatorIds: readonly string[],
  selected: readonly SelectedOperator[],
  status: "applied" | "to_do",
): RowResult[] {
  const byId = new Map(selected.map((row) => [row.id, row]));
  return operatorIds.map((operatorId) => {
    const row = byId.get(operatorId);
    if (!row) return { operatorId, result: "failed", code: "not_found" };
    if (row.deleted) return { operatorId, result: "skipped", code: "already_deleted" };
    return status === "applied" ? { operatorId, result: "done" } : { operatorId, result: "skipped", code: "to_do" };
  });
}
