import "server-only";
import type { Actor } from "../audit/record-audit-event";
import { recordAuditEventSql } from "../audit/record-audit-event-sql";
import { startBatchWork } from "../batches/start-batch-work";
import { AppError } from "../errors";
import { type AccountSql, forAccount } from "../for-account";
import { sql } from "../sql";
import { TODO_COLUMNS, type TodoRecord, toTodo } from "./queries";

type Change = {
  readonly id: string;
  readonly status: "done" | "open";
  readonly actor: Actor;
  readonly now: Date;
  readonly requestId: string;
};

/**
 * Ticks a to-do off, or opens it again. Done means that the owner has deleted the operator on UTAGE, so that is recorded
 * here with the reason of the batch; opening it again takes the record back. Saying what is so already changes nothing.
 * Throws `not_found`, `already_undone` when its batch was undone, `already_applied` when an import has shown it done.
 */
export async function updateTodo(accountId: string, change: Change) {
  return forAccount(accountId).sql(async (db) => {
    await startBatchWork(db);
    const before = await lockTodo(db, change.id);
    if (before.status === "withdrawn") throw new AppError("already_undone");
    if (before.status === change.status) return toTodo(before);
    if (before.done_by === "import") throw new AppError("already_applied");
    if (before.action === "delete") {
      if (change.status === "done") await recordDeleted(db, before, change);
      else await takeBack(db, before, change);
    }
    const done = change.status === "done";
    const { rows } = await db.query<TodoRecord>(sql`
      update todos t
      set status = ${change.status}::todo_status, done_by = ${done ? "hand" : null}::todo_done_by,
          done_at = ${done ? change.now : null}::timestamptz
      where t.id = ${before.id}::uuid
      returning ${TODO_COLUMNS}`);
    await recordAuditEventSql(db, {
      actor: change.actor,
      action: done ? "todo_done" : "todo_reopened",
      subject: { type: "todo", id: before.id, name: before.name },
      after: { action: before.action },
      requestId: change.requestId,
    });
    return toTodo(rows[0] ?? before);
  });
}

async function lockTodo(db: AccountSql, id: string): Promise<TodoRecord> {
  const { rows } = await db.query<TodoRecord>(sql`
    select ${TODO_COLUMNS} from todos t join batches b on b.id = t.batch_id
    where t.id = ${id}::uuid and t.account_id = ${db.accountId}::uuid for update`);
  if (!rows[0]) throw new AppError("not_found");
  return rows[0];
}

async function recordDeleted(db: AccountSql, todo: TodoRecord, { actor, now }: Change): Promise<void> {
  await db.query(sql`
    update operators o
    set deleted_at = ${now}, deleted_reason = case b.kind when 'cleanup' then 'cleanup' else 'manual' end::deleted_reason,
        deleted_by = ${actor.name}, deleted_batch_id = b.id, version = o.version + 1, updated_at = ${now}
    from batches b
    where b.id = ${todo.batch_id}::uuid and o.id = ${todo.operator_id}::uuid
      and o.account_id = ${db.accountId}::uuid and o.deleted_at is null`);
}

async function takeBack(db: AccountSql, todo: TodoRecord, { now }: Change): Promise<void> {
  await db.query(sql`
    update operators
    set deleted_at = null, deleted_reason = null, deleted_by = null, deleted_batch_id = null,
        version = version + 1, updated_at = ${now}
    where id = ${todo.operator_id}::uuid and account_id = ${db.accountId}::uuid
      and deleted_at is not null and deleted_batch_id = ${todo.batch_id}::uuid`);
}
