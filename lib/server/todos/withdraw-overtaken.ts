import "server-only";
import type { Prisma } from "@/prisma/generated/client";
import type { AccountSql } from "../for-account";
import { sql } from "../sql";

// The newest decision about an address counts: two lists that keep different people would together delete everybody.

/**
 * utage, before a clean-up makes its to-dos: takes off the list what older clean-ups asked for at its addresses, and whom
 * it keeps, whoever put them there.
 */
export async function withdrawForCleanup(db: AccountSql, batchId: string, now: Date): Promise<void> {
  const isOvertaken = sql`
    t.operator_id in (select operator_id from batch_steps where batch_id = ${batchId}::uuid and action = 'keep')
    or (t.email_key in (select email_key from batch_steps where batch_id = ${batchId}::uuid)
        and exists (select from batches b where b.id = t.batch_id and b.kind = 'cleanup'))`;
  await withdraw(db, isOvertaken, now);
}

/**
 * utage, before a deletion makes its to-dos: takes off the list whom a clean-up wanted deleted because somebody was to stay
 * who is to go now.
 */
export async function withdrawForDeletion(db: AccountSql, operatorIds: readonly string[], now: Date): Promise<void> {
  // In a clean-up's steps each group begins with who stays. One pass over all of them, and ids as a list: steps written a
  // moment ago have no statistics that a look-up for each could be planned by.
  const { rows } = await db.query<{ batchId: string; operatorId: string }>(sql`
    with numbered as (
      select batch_id, seq, action, operator_id,
             count(*) filter (where action = 'keep') over (partition by batch_id order by seq) as nth
      from batch_steps
      where batch_id in (select batch_id from todos where account_id = ${db.accountId}::uuid and status = 'open')
    ), grouped as (
      select batch_id, action, operator_id, first_value(operator_id) over (partition by batch_id, nth order by seq) as stays
      from numbered where nth > 0
    )
    select batch_id as "batchId", operator_id as "operatorId" from grouped
    where action = 'delete' and stays = any(${operatorIds}::uuid[])`);
  const [batchIds, ids] = [rows.map(({ batchId }) => batchId), rows.map(({ operatorId }) => operatorId)];
  const isOvertaken = sql`
    (t.batch_id, t.operator_id) in (select * from unnest(${batchIds}::uuid[], ${ids}::uuid[]))`;
  await withdraw(db, isOvertaken, now);
}

/** A batch of which nothing is left on the list, and nothing was ticked off, is over. */
async function withdraw(db: AccountSql, isOvertaken: Prisma.Sql, now: Date): Promise<void> {
  await db.query(sql`
    with withdrawn as (
      update todos t set status = 'withdrawn'
      where t.account_id = ${db.accountId}::uuid and t.status = 'open' and (${isOvertaken})
      returning t.id, t.batch_id
    )
    update batches b set status = 'undone', undone_at = ${now}
    where b.id in (select batch_id from withdrawn)
      and not exists (select from todos t where t.batch_id = b.id and t.status <> 'withdrawn'
                      and t.id not in (select id from withdrawn))`);
}
