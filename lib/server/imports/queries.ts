import "server-only";
import type { z } from "zod";
import { remainingSeconds } from "@/lib/domain/remaining-time";
import type { importChange, importRecord } from "@/lib/schemas/import";
import type { PageQuery } from "@/lib/schemas/pagination";
import { AppError } from "../errors";
import { emptySql, queryRows, sql } from "../sql";

type ImportRecord = z.input<typeof importRecord>;
type ImportRow = Omit<ImportRecord, "remainingSeconds"> & { elapsed: number | null };

/** How many refused rows an answer carries; the page offers the rest as a file of their own. */
const REJECTED_SHOWN = 1_000;
const REJECTED_SHOWN_IN_LIST = 20;

function importColumns(rejectedShown: number) {
  return sql`
    i.id, i.status, i.file_name as "fileName", i.complete, i.created_by_name as "createdBy", i.encoding, i.format,
    i.rows, i.added, i.updated, i.unchanged, i.missing, i.rejected as "rejectedCount", i.progress,
    extract(epoch from now() - i.started_at)::float8 as elapsed,
    i.created_at as "createdAt", i.started_at as "startedAt", i.finished_at as "finishedAt",
    case when i.failure_code is not null
      then jsonb_build_object('code', i.failure_code, 'params', coalesce(i.failure_params, '{}')) end as failure,
    (select count(*)::int from duplicate_returns d where d.import_id = i.id) as "returnedDuplicates",
    coalesce((select jsonb_agg(to_jsonb(r) order by r.row) from (
      select row, "column", code, value from import_rejections
      where import_id = i.id order by row limit ${rejectedShown}) r), '[]') as rejected`;
}

function toRecord({ elapsed, ...row }: ImportRow): ImportRecord {
  const isRunning = row.status === "running" && elapsed !== null;
  const left = isRunning ? remainingSeconds({ elapsedSeconds: elapsed, progress: row.progress }) : null;
  return { ...row, remainingSeconds: left };
}

/** One import of an account. Throws `not_found`. */
export async function getImport(accountId: string, id: string): Promise<ImportRecord> {
  const [row] = await queryRows<ImportRow>(sql`
    select ${importColumns(REJECTED_SHOWN)} from imports i
    where i.account_id = ${accountId}::uuid and i.id = ${id}::uuid`);
  if (!row) throw new AppError("not_found");
  return toRecord(row);
}

/** The imports of an account, newest first. The cursor is the id of the last one seen. */
export async function listImports(accountId: string, { limit, cursor }: PageQuery) {
  const rows = await queryRows<ImportRow>(sql`
    select ${importColumns(REJECTED_SHOWN_IN_LIST)} from imports i
    where i.account_id = ${accountId}::uuid ${cursor ? sql`and i.id < ${uuidCursor(cursor)}::uuid` : emptySql}
    order by i.id desc limit ${limit + 1}`);
  return page(rows.map(toRecord), limit, (item) => item.id);
}

/** Who an import added, changed or found missing, in order of their ids. Throws `not_found`. */
export async function listImportChanges(
  accountId: string,
  id: string,
  kind: "added" | "updated" | "missing",
  { limit, cursor }: PageQuery,
) {
  await getImport(accountId, id);
  const after = cursor ? sql`and o.id > ${uuidCursor(cursor)}::uuid` : emptySql;
  const items = await queryRows<z.input<typeof importChange>>(
    kind === "added"
      ? sql`
        select o.id as "operatorId", 'added' as kind, o.name, o.email, null as before, null as after
        from operators o where o.account_id = ${accountId}::uuid and o.added_import_id = ${id}::uuid ${after}
        order by o.id limit ${limit + 1}`
      : sql`
        select o.id as "operatorId", c.kind, o.name, o.email, c.before, c.after
        from import_changes c join operators o on o.id = c.operator_id and o.account_id = ${accountId}::uuid
        where c.import_id = ${id}::uuid and c.kind = ${kind}::import_change_kind ${after}
        order by o.id limit ${limit + 1}`,
  );
  return page(items, limit, (item) => item.operatorId);
}

/** The solved duplicates that an import brought back. Throws `not_found`. */
export async function listDuplicateReturns(accountId: string, id: string) {
  await getImport(accountId, id);
  const items = await queryRows<{ emailKey: string; batchId: string; cleanedAt: Date | null }>(sql`
    select d.email_key as "emailKey", d.batch_id as "batchId", b.applied_at as "cleanedAt"
    from duplicate_returns d join batches b on b.id = d.batch_id
    where d.account_id = ${accountId}::uuid and d.import_id = ${id}::uuid
    order by d.email_key limit 1000`);
  return { items };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function uuidCursor(cursor: string): string {
  if (!UUID.test(cursor)) throw new AppError("invalid_cursor");
  return cursor;
}

function page<Item>(rows: readonly Item[], limit: number, idOf: (item: Item) => string) {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? idOf(last) : null };
}
