import "server-only";
import type { AccountSql } from "../for-account";
import { sql } from "../sql";

export type MergeContext = {
  readonly importId: string;
  readonly directory: "utage" | "hosted";
  /** Who is recorded as having deleted what is missing. */
  readonly actorName: string;
  /** When the list was handed in: imported facts are true as of then, and what was changed here later stays. */
  readonly listedAt: Date;
  /** Columns the list has; one it lacks says nothing about what is known. */
  readonly has: { readonly name: boolean; readonly permissions: boolean };
};

/**
 * Writes what matched rows say differently, with before and after, and confirms all of them. Whoever is changed here while
 * the list is merged keeps what was changed: that is the newer word. Gives how many changed.
 */
export async function updateMatched(db: AccountSql, context: MergeContext): Promise<number> {
  const utage = context.directory === "utage";
  await db.query(sql`
    create temporary table changed_rows on commit drop as
    select o.id as operator_id, o.version, o.name, o.email, o.permissions, o.registered_on, o.last_login_at,
           ${context.has.name ? sql`coalesce(nullif(s.name, ''), o.name)` : sql`o.name`} as new_name,
           s.email as new_email,
           ${context.has.permissions ? sql`s.permissions` : sql`o.permissions`} as new_permissions,
           coalesce(s.registered_on, o.registered_on) as new_registered_on,
           -- Where operators sign in here, the list knows less about it than we do.
           ${utage ? sql`greatest(s.last_login_at, o.last_login_at)` : sql`o.last_login_at`} as new_last_login_at,
           s.row
    from matched_rows m join staged_rows s on s.row = m.row
      join operators o on o.id = m.operator_id and o.email_key = s.email_key`);
  await db.query(sql`
    delete from changed_rows
    where (new_name, new_email, new_permissions, new_registered_on, new_last_login_at)
      is not distinct from (name, email, permissions, registered_on, last_login_at)`);
  const { rowCount } = await db.query(sql`
    with written as (
      update operators o set
        name = c.new_name, email = c.new_email, permissions = c.new_permissions, registered_on = c.new_registered_on,
        last_login_at = c.new_last_login_at,
        search_text = case when c.new_name = s.name then s.search_text
                           else split_part(o.search_text, E'\n', 1) || E'\n' || split_part(s.search_text, E'\n', 2) end,
        version = o.version + 1, updated_at = greatest(o.updated_at, ${context.listedAt})
      from changed_rows c join staged_rows s on s.row = c.row
      where o.id = c.operator_id and o.version = c.version
      returning o.id
    )
    insert into import_changes (import_id, operator_id, kind, before, after)
    select ${context.importId}::uuid, operator_id, 'updated', ${changedFields(sql`before`, sql`after`)}, ${changedFields(sql`after`, sql`before`)}
    from (
      select operator_id,
        jsonb_build_object('name', name, 'email', email, 'permissions', permissions,
          'registeredOn', registered_on, 'lastLoginAt', last_login_at) as before,
        jsonb_build_object('name', new_name, 'email', new_email, 'permissions', new_permissions,
          'registeredOn', new_registered_on, 'lastLoginAt', new_last_login_at) as after
      from changed_rows join written on written.id = operator_id
    ) as changes`);
  if (utage) {
    await db.query(sql`
      update operators o set last_confirmed_at = ${context.listedAt}
      from matched_rows m where o.id = m.operator_id`);
  }
  return rowCount ?? 0;
}

function changedFields(wanted: ReturnType<typeof sql>, other: ReturnType<typeof sql>) {
  return sql`(select jsonb_object_agg(key, value) from jsonb_each(${wanted}) where value is distinct from ${other} -> key)`;
}

/** Adds the rows nobody matched, with ids in the order of the list: who stands first is the older. Gives how many. */
export async function addUnmatched(db: AccountSql, context: MergeContext): Promise<number> {
  const { rowCount } = await db.query(sql`
    insert into operators (id, account_id, name, email, email_key, possible_key, search_text, permissions, registered_on,
                           last_login_at, last_confirmed_at, added_import_id, updated_at)
    select kenshin_uuid7(row), ${db.accountId}::uuid, name, email, email_key, possible_key, search_text, permissions, registered_on,
           ${context.directory === "utage" ? sql`last_login_at, ${context.listedAt}::timestamptz` : sql`null, null`},
           ${context.importId}::uuid, ${context.listedAt}
    from staged_rows s
    where not exists (select from matched_rows m where m.row = s.row)`);
  return rowCount ?? 0;
}
