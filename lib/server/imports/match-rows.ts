import "server-only";
import type { AccountSql } from "../for-account";
import { emptySql, joinSql, sql } from "../sql";

/**
 * Pairs the staged rows with the active operators they are about, into the transaction-local table `matched_rows`
 * (row, operator_id). Strictest first: address, day of registration and name; then address and day; then address alone,
 * each in order (list order against age). Never by position alone: without the same address two rows never meet.
 */
export async function matchRows(db: AccountSql): Promise<void> {
  await db.query(sql`
    create temporary table matched_rows (row int primary key, operator_id uuid not null unique) on commit drop`);
  for (const round of ROUNDS) await matchRound(db, round);
  await db.query(sql`analyze matched_rows`);
}

const ROUNDS = [
  { day: true, name: true },
  { day: true, name: false },
  { day: false, name: false },
] as const;

async function matchRound(db: AccountSql, round: (typeof ROUNDS)[number]): Promise<void> {
  const columns = joinSql(
    [sql`email_key`, ...(round.day ? [sql`registered_on`] : []), ...(round.name ? [sql`name`] : [])],
    ", ",
  );
  await db.query(sql`
    insert into matched_rows (row, operator_id)
    select listed.row, known.id
    from (
      select row, email_key, registered_on, name, row_number() over (partition by ${columns} order by row) as turn
      from staged_rows s
      where not exists (select from matched_rows m where m.row = s.row)
    ) listed
    join (
      select id, email_key, registered_on, name, row_number() over (partition by ${columns} order by id) as turn
      from operators o
      where account_id = ${db.accountId}::uuid and deleted_at is null
        and not exists (select from matched_rows m where m.operator_id = o.id)
    ) known
      on known.email_key = listed.email_key and known.turn = listed.turn
      ${round.day ? sql`and known.registered_on is not distinct from listed.registered_on` : emptySql}
      ${round.name ? sql`and known.name = listed.name` : emptySql}`);
}
