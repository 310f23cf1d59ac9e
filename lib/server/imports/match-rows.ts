import "server-only";
import type { AccountSql } from "../for-account";
import { emptySql, joinSql, sql } from "../sql";

/**
 * Pairs the staged rows with the active operators they are about, into the transaction-local table `matched_rows`
 * (row, operator_id). Strictest first: address, day of registration, name and the address as it is written; then with
 * less and less of it, down to the address alone, each in order (list order against age). Never by position alone:
 * without the same address two rows never meet. Of people who share an address a list may tell no more than how each
 * wrote it, or the names, and the one who is gone must be the one who is missing.
 * @param accepted how many rows are staged
 */
export async function matchRows(db: AccountSql, accepted: number): Promise<void> {
  await db.query(sql`
    create temporary table matched_rows (row int primary key, operator_id uuid not null unique) on commit drop`);
  let left = accepted;
  for (const round of ROUNDS) if (left > 0) left -= await matchRound(db, round);
  await db.query(sql`analyze matched_rows`);
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
      from staged_rows s
      where not exists (select from matched_rows m where m.row = s.row)
    ) listed
    join (
      select id, email_key, registered_on, name, email, row_number() over (partition by ${columns} order by id) as turn
      from operators o
      where account_id = ${db.accountId}::uuid and deleted_at is null
        and not exists (select from matched_rows m where m.operator_id = o.id)
    ) known
      on known.email_key = listed.email_key and known.turn = listed.turn
      ${round.day ? sql`and known.registered_on is not distinct from listed.registered_on` : emptySql}
      ${round.name ? sql`and known.name = listed.name` : emptySql}
      ${round.written ? sql`and known.email = listed.email` : emptySql}`);
  return rowCount ?? 0;
}
