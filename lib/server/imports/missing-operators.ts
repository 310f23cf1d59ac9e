import "server-only";
import type { RejectedRow } from "@/lib/domain/import/rows";
import type { AccountSql } from "../for-account";
import { sql } from "../sql";
import type { MergeContext } from "./merge-rows";

/**
 * Collects into the transaction-local table `missing_operators` who is active and not on a complete list; ask before adding
 * its rows. Not missing is whom a refused row of it may be about, by an address in any cell or by name, and who was added,
 * changed or brought back here after the list was handed in. Gives how many are active, and how many of them missing.
 */
export async function findMissing(
  db: AccountSql,
  { listedAt }: Pick<MergeContext, "listedAt">,
  rejected: readonly RejectedRow[],
): Promise<{ active: number; missing: number }> {
  const addresses = rejected.flatMap((row) => row.addresses);
  const names = rejected.map((row) => row.name).filter((name) => name !== "");
  await db.query(sql`
    create temporary table missing_operators on commit drop as
    select id from operators o
    where account_id = ${db.accountId}::uuid and deleted_at is null and updated_at < ${listedAt}
      and not exists (select from matched_rows m where m.operator_id = o.id)
      and email_key <> all (${addresses}::text[]) and name <> all (${names}::text[])`);
  await db.query(sql`analyze missing_operators`);
  const { rows } = await db.query<{ active: number; missing: number }>(sql`
    select (select coalesce(sum(active), 0)::int from operator_counts where account_id = ${db.accountId}::uuid) as active,
           (select count(*)::int from missing_operators) as missing`);
  return rows[0] ?? { active: 0, missing: 0 };
}

/**
 * Records those who were found missing as deleted, but for whoever was changed here meanwhile, ends their sessions, and
 * notes it with the import. Gives how many.
 */
export async function deleteMissing(db: AccountSql, context: MergeContext): Promise<number> {
  const { rowCount } = await db.query(sql`
    with gone as (
      update operators o set
        deleted_at = now(), deleted_reason = 'missing_from_import', deleted_by = ${context.actorName},
        deleted_import_id = ${context.importId}::uuid, version = o.version + 1, updated_at = now()
      from missing_operators missing
      where o.id = missing.id and o.deleted_at is null and o.updated_at < ${context.listedAt}
      returning o.id, o.name, o.email
    ), ended as (
      update sessions s set revoked_at = now() from gone where s.operator_id = gone.id and s.revoked_at is null
    )
    insert into import_changes (import_id, operator_id, kind, before)
    select ${context.importId}::uuid, id, 'missing', jsonb_build_object('name', name, 'email', email) from gone`);
  return rowCount ?? 0;
}
