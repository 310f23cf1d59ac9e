import "server-only";
import type { AccountSql } from "../for-account";
import { sql, unseen } from "../sql";

/**
 * Notes which addresses this import made duplicates again although a clean-up had solved them, inside its transaction and
 * after its to-dos are closed. Solved means: the clean-up's rows of that address were deleted (on a utage contract, their
 * to-dos done) and none of them was undone. A duplicate that simply stays is noted once, with the import that brought it.
 */
export async function recordDuplicateReturns(db: AccountSql, importId: string): Promise<void> {
  const account = unseen(db.accountId);
  await db.query(sql`
    with solved as (
      select distinct on (s.email_key) s.email_key, b.id as batch_id
      from batches b join batch_steps s on s.batch_id = b.id
      where b.account_id = ${db.accountId}::uuid and b.kind = 'cleanup'
        and b.status in ('applied', 'to_do', 'partly_undone')
        and s.action = 'delete' and s.undone_at is null
        and (s.result = 'done' or exists (
          select from todos t where t.batch_id = b.id and t.operator_id = s.operator_id and t.status = 'done'))
        and not exists (
          select from todos t where t.batch_id = b.id and t.email_key = s.email_key and t.status = 'open')
      order by s.email_key, b.id desc
    )
    insert into duplicate_returns (import_id, email_key, account_id, batch_id)
    select ${importId}::uuid, solved.email_key, ${db.accountId}::uuid, solved.batch_id
    from solved
    where (select count(*) from operators o
           where o.account_id = ${account} and o.deleted_at is null and o.email_key = solved.email_key) > 1
      and exists (select from operators o
                  where o.account_id = ${account} and o.deleted_at is null
                    and o.email_key = solved.email_key and o.added_import_id = ${importId}::uuid)
      and not exists (select from duplicate_returns r
                      where r.account_id = ${db.accountId}::uuid and r.email_key = solved.email_key
                        and r.batch_id = solved.batch_id)
    on conflict do nothing`);
}
