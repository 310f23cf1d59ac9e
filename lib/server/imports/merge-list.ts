import "server-only";
import type { PoolClient } from "pg";
import type { ColumnMapping } from "@/lib/domain/import/columns";
import type { ListEncoding } from "@/lib/domain/import/list-encoding";
import { needsConfirmation } from "@/lib/domain/import/missing";
import { SUPERSEDED } from "@/lib/domain/import/superseded";
import { recordAuditEventSql } from "../audit/record-audit-event-sql";
import { recordDuplicateReturns } from "../duplicates/record-duplicate-returns";
import { type AccountSql, withinAccount } from "../for-account";
import { sql } from "../sql";
import { closeTodosAfterImport } from "../todos/close-todos";
import type { ListRows } from "./copy-rows";
import { ContractFilledMeanwhile, fillContract, isUnfilled } from "./fill-contract";
import { gatherSearchEntries, sortInSearchEntries } from "./gather-search-entries";
import { ImportNeedsConfirmation, ImportSuperseded, type MergeCounts } from "./import-outcomes";
import { createProgress, type ImportProgress } from "./import-progress";
import { matchRows } from "./match-rows";
import { addUnmatched, type MergeContext, updateMatched } from "./merge-rows";
import { deleteMissing, findMissing } from "./missing-operators";
import { type OpenedList, openList } from "./reading/open-list";
import { stageRows } from "./stage-rows";
import { readingOptions } from "./start-import";
import { storedList } from "./stored-list";

const ROWS_WORTH_COUNTING = 5_000;

/** An import that is to be done, as its row says. */
export type PendingImport = {
  readonly id: string;
  readonly accountId: string;
  readonly directory: "utage" | "hosted";
  readonly fileName: string | null;
  readonly contentType: string | null;
  readonly byteSize: number;
  readonly complete: boolean;
  readonly missingConfirmed: boolean;
  readonly encoding: ListEncoding | null;
  readonly columns: ColumnMapping | null;
  readonly createdByName: string;
  readonly createdAt: Date;
  /** This one included. */
  readonly attempts: number;
};

/**
 * Reads a stored list and merges it into the contract in one transaction on `client`.
 * Throws ListError (unreadable), ImportNeedsConfirmation, ImportCancelled, ImportSuperseded; each of them leaves nothing
 * behind.
 */
export async function mergeList(client: PoolClient, pending: PendingImport): Promise<void> {
  const list = await openList(storedList(pending.id, pending), readingOptions(pending));
  try {
    await mergeOnce(client, pending, list);
  } catch (error) {
    if (!(error instanceof ContractFilledMeanwhile)) throw error;
    await mergeOnce(client, pending, list);
  }
}

async function mergeOnce(client: PoolClient, pending: PendingImport, list: OpenedList): Promise<void> {
  const progress = createProgress(pending);
  await withinAccount(client, pending.accountId, async (db) => {
    // The work of an import may take longer than any request may; two lists of one contract go one after the other.
    await db.query(sql`set local statement_timeout = 0`);
    await db.query(sql`set local idle_in_transaction_session_timeout = 0`);
    await db.query(sql`select pg_advisory_xact_lock(hashtextextended(${`kenshin.imports:${pending.accountId}`}, 0))`);
    if (await isSuperseded(db, pending.id)) throw new ImportSuperseded();
    await gatherSearchEntries(db);
    const rows: ListRows = { importId: pending.id, batches: list.rows(), onBatch: progress.rowsRead };
    const counts = (await isUnfilled(db, pending.id))
      ? await fill(db, pending, rows)
      : await merge(db, pending, list, rows, progress);
    await progress.stage("closing");
    await closeTodosAfterImport(db, pending.id, new Date());
    await recordDuplicateReturns(db, pending.id);
    await finish(db, pending, list, counts);
  });
}

async function fill(db: AccountSql, pending: PendingImport, list: ListRows): Promise<MergeCounts> {
  const { accepted, rejected } = await fillContract(db, list, {
    directory: pending.directory,
    listedAt: pending.createdAt,
  });
  const rows = accepted + rejected.length;
  return { rows, added: accepted, updated: 0, unchanged: 0, missing: 0, rejected: rejected.length };
}

async function merge(
  db: AccountSql,
  pending: PendingImport,
  list: OpenedList,
  rows: ListRows,
  progress: ImportProgress,
): Promise<MergeCounts> {
  const staged = await stageRows(db, rows);
  await progress.stage("matching");
  const context: MergeContext = {
    importId: pending.id,
    directory: pending.directory,
    actorName: pending.createdByName,
    listedAt: pending.createdAt,
    has: { name: list.columns.mapping.name !== undefined, permissions: list.columns.mapping.permissions !== undefined },
  };
  await matchRows(db);
  const { active, missing } = pending.complete
    ? await findMissing(db, context, staged.rejected)
    : { active: 0, missing: 0 };
  const updated = await updateMatched(db, context);
  const added = await addUnmatched(db, context);
  const counts: MergeCounts = {
    rows: staged.accepted + staged.rejected.length,
    added,
    updated,
    unchanged: staged.accepted - added - updated,
    missing,
    rejected: staged.rejected.length,
  };
  if (needsConfirmation({ active, missing }) && !pending.missingConfirmed)
    throw new ImportNeedsConfirmation(counts, list);
  return pending.complete ? { ...counts, missing: await deleteMissing(db, context) } : counts;
}

/** Whether a list that was handed in later is in already: the older one would take back what that one says. */
async function isSuperseded(db: AccountSql, importId: string): Promise<boolean> {
  const { rowCount } = await db.query(sql`
    select from imports
    where account_id = ${db.accountId}::uuid and id > ${importId}::uuid and status = 'done' limit 1`);
  return rowCount === 1;
}

async function finish(db: AccountSql, pending: PendingImport, list: OpenedList, counts: MergeCounts): Promise<void> {
  if (counts.added + counts.missing > ROWS_WORTH_COUNTING) {
    await sortInSearchEntries(db);
    // Until PostgreSQL has counted them by itself, it plans work on the new rows as if they were a handful.
    await db.query(sql`analyze operators`);
  }
  await endSuperseded(db, pending.id);
  await db.query(sql`delete from import_chunks where import_id = ${pending.id}::uuid`);
  await recordAuditEventSql(db, {
    actor: { kind: "system", name: pending.createdByName },
    action: "import_finished",
    subject: { type: "import", id: pending.id, name: pending.fileName ?? "" },
    after: counts,
  });
  // Last, because progress is written to this row from another connection. now() would be when the transaction began.
  await db.query(sql`
    update imports set status = 'done', progress = 100, finished_at = clock_timestamp(),
      encoding = ${list.encoding}, format = ${list.format},
      rows = ${counts.rows}, added = ${counts.added}, updated = ${counts.updated}, unchanged = ${counts.unchanged},
      missing = ${counts.missing}, rejected = ${counts.rejected}
    where id = ${pending.id}::uuid`);
}

/** Older lists that wait for the owner's word are out of date with this one. */
async function endSuperseded(db: AccountSql, importId: string): Promise<void> {
  const older = await db.query<{ id: string }>(sql`
    update imports set status = 'cancelled', finished_at = now(), failure_code = ${SUPERSEDED}
    where account_id = ${db.accountId}::uuid and id < ${importId}::uuid and status = 'needs_confirmation'
    returning id`);
  const ids = older.rows.map(({ id }) => id);
  await db.query(sql`delete from import_chunks where import_id = any (${ids}::uuid[])`);
}
