import "server-only";
import type { BatchDetailQuery } from "@/lib/schemas/batch-history";
import type { PageQuery } from "@/lib/schemas/pagination";
import { uuid } from "@/lib/schemas/values";
import type { Prisma } from "@/prisma/generated/client";
import { AppError } from "../errors";
import { emptySql, queryRows, sql } from "../sql";

type SummaryRow = {
  id: string;
  kind: "cleanup" | "deletion";
  strategy: "keep_one" | "recreate" | null;
  status: "planned" | "applied" | "to_do" | "undone" | "partly_undone";
  fingerprint: string;
  createdByName: string;
  createdAt: Date;
  appliedAt: Date | null;
  undoneAt: Date | null;
  deletes: number;
  creates: number;
  undone: number;
  openTodos: number;
};

/** Batches of one kind, newest first; plans that nobody applied and deletions of nobody are left out. */
export async function listBatches(accountId: string, kind: SummaryRow["kind"], { limit, cursor }: PageQuery) {
  // Ids grow with time, so the id of the last row is the whole cursor.
  if (cursor !== undefined && !uuid.safeParse(cursor).success) throw new AppError("invalid_cursor");
  const rows = await queryRows<SummaryRow>(
    summaries(sql`
    b.account_id = ${accountId}::uuid and b.kind = ${kind}::batch_kind and b.status <> 'planned'
    and exists (select from batch_steps s where s.batch_id = b.id)
    ${cursor === undefined ? emptySql : sql`and b.id < ${cursor}::uuid`}
    order by b.id desc limit ${limit + 1}`),
  );
  const page = rows.slice(0, limit);
  return {
    items: page.map(toSummary),
    nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}

type StepRow = {
  seq: number;
  action: "delete" | "create" | "keep";
  operatorId: string | null;
  name: string;
  email: string;
  emailKey: string;
  registeredOn: string | null;
  lastLoginAt: Date | null;
  reason: string;
  result: "done" | "skipped" | "failed" | null;
  code: string | null;
  undoneAt: Date | null;
  undoCode: string | null;
};

/** One batch with a page of its steps. Throws `not_found`. */
export async function readBatch(
  accountId: string,
  kind: SummaryRow["kind"],
  id: string,
  { limit, cursor }: BatchDetailQuery,
) {
  const [batch] = await queryRows<SummaryRow>(
    summaries(sql`b.id = ${id}::uuid and b.account_id = ${accountId}::uuid and b.kind = ${kind}::batch_kind`),
  );
  if (!batch) throw new AppError("not_found");
  const steps = await queryRows<StepRow>(sql`
    select s.seq, s.action, s.operator_id as "operatorId", s.email_key as "emailKey", s.reason, s.result, s.code,
           coalesce(s.payload ->> 'name', o.name, '') as name,
           coalesce(s.payload ->> 'email', o.email, s.email_key) as email,
           o.registered_on as "registeredOn", o.last_login_at as "lastLoginAt",
           s.undone_at as "undoneAt", s.undo_code as "undoCode"
    from batch_steps s left join operators o on o.id = s.operator_id and o.account_id = ${accountId}::uuid
    where s.batch_id = ${id}::uuid and s.seq > ${Number(cursor ?? 0)}
    order by s.seq limit ${limit + 1}`);
  const page = steps.slice(0, limit);
  const last = page.at(-1);
  return {
    ...toSummary(batch),
    fingerprint: batch.fingerprint,
    steps: page,
    nextCursor: steps.length > limit && last ? String(last.seq) : null,
  };
}

/** The chosen batches with what they consist of, counted once for each. */
function summaries(chosen: Prisma.Sql): Prisma.Sql {
  return sql`
    select b.id, b.kind, b.strategy, b.status, b.fingerprint, b.created_by_name as "createdByName",
           b.created_at as "createdAt", b.applied_at as "appliedAt", b.undone_at as "undoneAt",
           counts.deletes, counts.creates, counts.undone,
           (select count(*)::int from todos t where t.batch_id = b.id and t.status = 'open') as "openTodos"
    from batches b cross join lateral (
      select count(*) filter (where s.action = 'delete')::int as deletes,
             count(*) filter (where s.action = 'create')::int as creates,
             count(*) filter (where s.action = 'delete' and s.undone_at is not null)::int as undone
      from batch_steps s where s.batch_id = b.id
    ) counts
    where ${chosen}`;
}

function toSummary({ fingerprint: _, ...row }: SummaryRow) {
  const strategy = row.strategy === "keep_one" ? ("keep-one" as const) : row.strategy;
  return { ...row, strategy };
}
