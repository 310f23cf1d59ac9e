import "server-only";
import type { DeletedReason } from "@/lib/domain/operator";
import type { OperatorFilter } from "@/lib/schemas/operator";
import { queryPrepared, queryRows, sql } from "../sql";
import { operatorFilterSql } from "./operator-filter";

/** The columns of an operator that may leave the server; every statement that answers one selects these, from `o`. */
export const OPERATOR_COLUMNS = sql`
  o.id, o.name, o.email, o.email_key, o.permissions, o.registered_on, o.last_login_at, o.last_confirmed_at,
  o.password_hash is not null as password_set, o.deleted_at, o.deleted_reason, o.deleted_by, o.version`;

export type OperatorRecord = {
  id: string;
  name: string;
  email: string;
  email_key: string;
  permissions: string[];
  /** `YYYY-MM-DD` */
  registered_on: string | null;
  last_login_at: Date | null;
  last_confirmed_at: Date | null;
  password_set: boolean;
  deleted_at: Date | null;
  deleted_reason: "manual" | "cleanup" | "missing_from_import" | null;
  deleted_by: string | null;
  version: number;
};

/** A row of `OPERATOR_COLUMNS` as the API shows it. */
export function toOperator(row: OperatorRecord) {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    emailKey: row.email_key,
    status: row.deleted_at === null ? ("active" as const) : ("deleted" as const),
    permissions: row.permissions,
    registeredOn: row.registered_on,
    lastLoginAt: row.last_login_at?.toISOString() ?? null,
    lastConfirmedAt: row.last_confirmed_at?.toISOString() ?? null,
    passwordSet: row.password_set,
    deletedAt: row.deleted_at?.toISOString() ?? null,
    deletedReason: toDeletedReason(row.deleted_reason),
    deletedBy: row.deleted_by,
    version: row.version,
  };
}

function toDeletedReason(stored: OperatorRecord["deleted_reason"]): DeletedReason | null {
  return stored === "missing_from_import" ? "missing-from-import" : stored;
}

/** How many operators a filter selects. A whole contract's number is known (docs/decisions/0018); others are counted. */
export async function countOperators(accountId: string, filter: OperatorFilter): Promise<number> {
  const isWhole = filter.query === undefined && filter.duplicates === undefined;
  const [row] = isWhole
    ? await queryPrepared<{ count: number }>(sql`
        select coalesce(sum(${KEPT_COUNTS[filter.status]}), 0)::int as count from operator_counts
        where account_id = ${accountId}::uuid`)
    : await queryRows<{ count: number }>(sql`
        select count(*)::int as count from operators o where ${operatorFilterSql(accountId, filter)}`);
  return row?.count ?? 0;
}

const KEPT_COUNTS: Readonly<Record<OperatorFilter["status"], ReturnType<typeof sql>>> = {
  active: sql`active`,
  deleted: sql`deleted`,
  all: sql`active + deleted`,
};

/** One operator of an account, deleted or not; null for an unknown or foreign id. */
export async function findOperator(accountId: string, id: string) {
  const [row] = await queryRows<OperatorRecord>(sql`
    select ${OPERATOR_COLUMNS} from operators o where o.account_id = ${accountId}::uuid and o.id = ${id}::uuid`);
  return row ? toOperator(row) : null;
}

/** Of these operators, those in a group of duplicates; `same` is told before `possible`. */
export async function findDuplicateMarks(
  accountId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, "same" | "possible">> {
  if (ids.length === 0) return new Map();
  const rows = await queryRows<{ id: string; mark: "same" | "possible" | null }>(sql`
    select o.id, case
      when exists (select 1 from operators d where d.account_id = o.account_id and d.deleted_at is null
                   and d.email_key = o.email_key and d.id <> o.id) then 'same'
      when exists (select 1 from operators d where d.account_id = o.account_id and d.deleted_at is null
                   and d.possible_key = o.possible_key and d.email_key <> o.email_key) then 'possible' end as mark
    from operators o
    where o.account_id = ${accountId}::uuid and o.deleted_at is null
      and o.id = any(${ids}::uuid[])`);
  return new Map(rows.flatMap(({ id, mark }) => (mark === null ? [] : [[id, mark] as const])));
}
