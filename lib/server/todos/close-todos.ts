import "server-only";
import type { AccountSql } from "../for-account";
import { sql, unseen } from "../sql";

/**
 * Closes the to-dos that an import shows done, inside its transaction: the operator to delete is gone, or the clean-up was
 * to leave one operator of that address and no more than one holds it now. An operator to add waits until somebody does.
 * Where addresses only look alike, nothing but the operator's own absence says that it was deleted.
 */
export async function closeTodosAfterImport(db: AccountSql, importId: string, now: Date): Promise<void> {
  await db.query(sql`
    update todos t
    set status = 'done', done_by = 'import', done_import_id = ${importId}::uuid, done_at = ${now}
    from operators o
    where t.account_id = ${db.accountId}::uuid and t.status = 'open' and t.action = 'delete'
      and o.id = t.operator_id and o.account_id = ${db.accountId}::uuid and o.deleted_at is not null`);
  await db.query(sql`
    update todos t
    set status = 'done', done_by = 'import', done_import_id = ${importId}::uuid, done_at = ${now}
    where t.account_id = ${db.accountId}::uuid and t.status = 'open'
      and (select count(*) filter (where s.action in ('keep', 'delete')) > 1
                  and bool_or(s.action in ('keep', 'create'))
           from batch_steps s where s.batch_id = t.batch_id and s.email_key = t.email_key)
      and (select case t.action when 'create' then count(*) = 1 else count(*) <= 1 end
           from operators o
           where o.account_id = ${unseen(db.accountId)} and o.deleted_at is null and o.email_key = t.email_key)`);
}
