import "server-only";
import type { DeletedOperatorListQuery } from "@/lib/schemas/operator";
import { loadCountedPage } from "../operators/operator-page";
import { toOperator } from "../operators/queries";
import { queryRows, sql } from "../sql";

type Origin = {
  id: string;
  batch_id: string | null;
  batch_kind: "cleanup" | "deletion" | null;
  batch_created_at: Date | null;
  batch_created_by: string | null;
  import_id: string | null;
  import_file_name: string | null;
  import_created_at: Date | null;
  email_in_use: boolean;
};

/**
 * A page of an account's deleted operators, newest deletion first (article cause 5): when, why, by whom, and from which
 * batch or import. Throws `invalid_cursor`.
 */
export async function listDeletedOperators(account: { readonly id: string }, query: DeletedOperatorListQuery) {
  const filter = { status: "deleted", ...(query.query === undefined ? {} : { query: query.query }) } as const;
  const { limit, cursor } = query;
  const { total, ...page } = await loadCountedPage(account.id, { filter, sort: "-deletedAt", limit, cursor });
  const origins = await findOrigins(
    account.id,
    page.rows.map((row) => row.id),
  );
  const items = page.rows.map((row) => ({ ...toOperator(row), ...toOrigin(origins.get(row.id)) }));
  const { nextCursor, previousCursor } = page;
  return query.detail === undefined ? { items, nextCursor, total } : { items, nextCursor, previousCursor, total };
}

async function findOrigins(accountId: string, ids: readonly string[]): Promise<ReadonlyMap<string, Origin>> {
  if (ids.length === 0) return new Map();
  const rows = await queryRows<Origin>(sql`
    select o.id, b.id as batch_id, b.kind as batch_kind, b.created_at as batch_created_at,
           b.created_by_name as batch_created_by,
           i.id as import_id, i.file_name as import_file_name, i.created_at as import_created_at,
           exists (select 1 from operators a where a.account_id = o.account_id and a.email_key = o.email_key
                   and a.deleted_at is null) as email_in_use
    from operators o
    left join batches b on b.id = o.deleted_batch_id and b.account_id = o.account_id
    left join imports i on i.id = o.deleted_import_id and i.account_id = o.account_id
    where o.account_id = ${accountId}::uuid and o.id = any(${ids}::uuid[])`);
  return new Map(rows.map((row) => [row.id, row]));
}

function toOrigin(origin: Origin | undefined) {
  const { batch_id, batch_kind, batch_created_at, batch_created_by, import_id, import_created_at } = origin ?? {};
  return {
    deletedBatch:
      batch_id && batch_kind && batch_created_at
        ? {
            id: batch_id,
            kind: batch_kind,
            createdAt: batch_created_at.toISOString(),
            createdByName: batch_created_by ?? "",
          }
        : null,
    deletedImport:
      import_id && import_created_at
        ? { id: import_id, fileName: origin?.import_file_name ?? null, createdAt: import_created_at.toISOString() }
        : null,
    emailInUse: origin?.email_in_use ?? false,
  };
}
