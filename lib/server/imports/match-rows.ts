import "server-only";
import type { AccountSql } from "../for-account";
import { emptySql, joinSql, sql } from "../sql";

/** Above so many PostgreSQL has to be told how many rows a table made just now holds. */
const ROWS_WORTH_COUNTING = 1_000;

/**
 * Pairs the staged rows with the active operators they are about, into the transaction-local table `matched_rows`
 * (row, operator_id), never by position alone: without the same address two rows never meet. Whoever has an address alone
 * is the one who is listed with it. Of several who share one, those who agree most are paired first: in the day of
 * registration, the name and how the address is written, then with less and less of it, down to the address alone, each in
 * order (list order against age). A list may tell such people apart by nothing but a name or a capital letter, and the
 * one who is gone must be the one who is missing.
 */
export async function matchRows(db: AccountSql): Promise<void> {
  await db.query(sql`
    create temporary table matched_rows (row int primary key, operator_id uuid not null unique) on commit drop`);
  await matchUnshared(db);
  let left = await gatherShared(db);
  for (const round of ROUNDS) if (left > 0) left -= await matchRound(db, round);
  await db.query(sql`analyze matched_rows`);
}

async function matchUnshared(db: AccountSql): Promise<void> {
  await db.query(sql`
    insert into matched_rows (row, operator_id)
    select listed.row, known.id
    from (select email_key, min(row) as row from staged_rows group by email_key having count(*) = 1) listed
    join (
      select email_key, (array_agg(id))[1] as id from operators
      where account_id = ${db.accountId}::uuid and deleted_at is null
      group by email_key having count(*) = 1
    ) known using (email_key)`);
}

/** Rows and operators of the addresses that several share, as `shared_rows` and `shared_operators`; gives how many rows. */
async function gatherShared(db: AccountSql): Promise<number> {
  await db.query(sql`
    create temporary table shared_operators on commit drop as
    select id, email_key, registered_on, name, email from operators o
    where account_id = ${db.accountId}::uuid and deleted_at is null
      and not exists (select from matched_rows m where m.operator_id = o.id)`);
  const { rowCount } = await db.query(sql`
    create temporary table shared_rows on commit drop as
    select row, email_key, registered_on, name, email from staged_rows s
    where not exists (select from matched_rows m where m.row = s.row)
      and email_key in (select email_key from shared_operators)`);
  if ((rowCount ?? 0) > ROWS_WORTH_COUNTING) await db.query(sql`analyze matched_rows, shared_operators, shared_rows`);
  return rowCount ?? 0;
}

const ROUNDS = [true, false].flatMap((day) =>
  [true, false].flatMap((name) => [true, false].map((written) => ({ day, name, written }))),
);

async function matchRound(db: AccountSql, round: (typeof ROUNDS)[number]): Promise<number> {
  const columns = joinSql(
    [
      sql`email_key`,
      ...(round.day ? [sql`registered_on`] : []),
      ...(round.name ? [sql`name`] : []),
      ...(round.written ? [sql`email`] : []),
    ],
    ", ",
  );
  const { rowCount } = await db.query(sql`
    insert into matched_rows (row, operator_id)
    select listed.row, known.id
    from (
      select row, email_key, registered_on, name, email, row_number() over (partition by ${columns} order by row) as turn
      from shared_rows s
      where not exists (select from matched_rows m where m.row = s.row)
    ) listed
    join (
      select id, email_key, registered_on, name, email, row_number() over (partition by ${columns} order by id) as turn
      from shared_operators o
      where not exists (select from matched_rows m where m.operator_id = o.id)
    ) known
      on known.email_key = listed.email_key and known.turn = listed.turn
      ${round.day ? sql`and known.registered_on is not distinct from listed.registered_on` : emptySql}
      ${round.name ? sql`and known.name = listed.name` : emptySql}
      ${round.written ? sql`and known.email = listed.email` : emptySql}`);
  return rowCount ?? 0;
}
