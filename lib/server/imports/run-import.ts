import "server-only";
import type { PoolClient } from "pg";
import { SUPERSEDED } from "@/lib/domain/import/superseded";
import { recordAuditEventSql } from "../audit/record-audit-event-sql";
import { recordCheckUp } from "../check-ups/record-check-up";
import { pool } from "../db";
import { isDatabaseUnavailable, isTransactionLost } from "../errors";
import { forAccount } from "../for-account";
import { log } from "../log";
import { queryRows, sql } from "../sql";
import { callNextImport } from "./call-next-import";
import { tryLockImport, unlockImport } from "./import-lock";
import { ImportCancelled, ImportNeedsConfirmation, ImportSuperseded } from "./import-outcomes";
import { mergeList, type PendingImport } from "./merge-list";
import { ListError } from "./reading/list-error";

/** A list that ends its process each time is given up, so that the others get their turn. */
const MAX_ATTEMPTS = 8;

/**
 * Does one import, whole or not at all (S33). Safe to call any number of times and from several processes: only one
 * works on it, an ended one stays as it is, and one that a crash cut off starts afresh, because nothing of it was kept.
 * Lists of one contract go in the order in which they were handed in: one that is not the next stays in the queue.
 */
export async function runImport(importId: string): Promise<void> {
  const client = await pool().connect();
  let broken: Error | undefined;
  try {
    if (!(await tryLockImport(client, importId))) return;
    try {
      await work(client, importId);
    } finally {
      await unlockImport(client, importId);
    }
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error));
    // The import stays as it was and is looked for again (resume-imports.ts).
    if (!isPassing(error)) throw error;
    log().warn({ importId, err: error }, "import interrupted");
  } finally {
    client.release(broken);
  }
}

/** Whether the same work may go through when it is begun again. */
function isPassing(error: unknown): boolean {
  return isDatabaseUnavailable(error) || isTransactionLost(error);
}

async function work(client: PoolClient, importId: string): Promise<void> {
  const [pending] = await queryRows<PendingImport>(sql`
    update imports i set status = 'running', started_at = now(), progress = 0, attempts = attempts + 1
    from accounts a
    where i.id = ${importId}::uuid and a.id = i.account_id and i.status in ('queued', 'running')
      and not exists (select from imports older where older.account_id = i.account_id and older.id < i.id
                        and older.status in ('queued', 'running'))
    returning i.id, i.account_id as "accountId", a.directory, i.file_name as "fileName", i.content_type as "contentType",
      i.byte_size as "byteSize", i.complete, i.missing_confirmed as "missingConfirmed",
      i.chosen_encoding as "encoding", i.chosen_columns as "columns", i.created_by_name as "createdByName",
      i.created_at as "createdAt", i.attempts`);
  if (!pending) return;
  await bringToAnEnd(client, pending);
  await callNextImport(pending.accountId);
}

async function bringToAnEnd(client: PoolClient, pending: PendingImport): Promise<void> {
  const importId = pending.id;
  if (pending.attempts > MAX_ATTEMPTS) return end(pending, "failed", { code: "internal", params: {} });
  try {
    await mergeList(client, pending);
    log().info({ importId }, "import done");
    await keepCheckUp(pending);
  } catch (error) {
    if (error instanceof ImportNeedsConfirmation) return wait(pending, error);
    if (error instanceof ImportCancelled) return end(pending, "cancelled", null);
    if (error instanceof ListError) return end(pending, "failed", { code: error.code, params: error.params });
    if (error instanceof ImportSuperseded) return end(pending, "cancelled", { code: SUPERSEDED, params: {} });
    if (isPassing(error)) throw error;
    log().error({ importId, err: error }, "import failed");
    return end(pending, "failed", { code: "internal", params: {} });
  }
}

/** What the list has changed can be compared later on. The list is in, whatever becomes of that. */
async function keepCheckUp({ id, accountId }: PendingImport): Promise<void> {
  try {
    await recordCheckUp(accountId, { origin: "import", recordedBy: null }, new Date());
  } catch (error) {
    log().warn({ importId: id, err: error }, "the check-up after an import could not be kept");
  }
}

/** Keeps the bytes and what would happen, until the owner says go on or cancel; who said cancel already is not asked. */
async function wait(pending: PendingImport, { counts, list }: ImportNeedsConfirmation): Promise<void> {
  const waiting = await queryRows(sql`
    update imports set status = 'needs_confirmation', progress = 0, rows = ${counts.rows}, added = ${counts.added},
      updated = ${counts.updated}, unchanged = ${counts.unchanged}, missing = ${counts.missing},
      rejected = ${counts.rejected}, encoding = ${list.encoding}, format = ${list.format}
    where id = ${pending.id}::uuid and status = 'running' and not cancel_requested
    returning id`);
  if (waiting.length === 0) await end(pending, "cancelled", null);
}

async function end(
  { id, accountId, createdByName, fileName }: PendingImport,
  status: "failed" | "cancelled",
  failure: { code: string; params: object } | null,
): Promise<void> {
  await forAccount(accountId).sql(async (db) => {
    await db.query(sql`
      update imports set status = ${status}::import_status, finished_at = now(),
        failure_code = ${failure?.code ?? null}, failure_params = ${failure ? JSON.stringify(failure.params) : null}::jsonb
      where id = ${id}::uuid`);
    await db.query(sql`delete from import_chunks where import_id = ${id}::uuid`);
    if (status === "failed") {
      await recordAuditEventSql(db, {
        actor: { kind: "system", name: createdByName },
        action: "import_failed",
        subject: { type: "import", id, name: fileName ?? "" },
        after: { code: failure?.code ?? "" },
      });
    }
  });
}
