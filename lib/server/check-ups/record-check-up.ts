import "server-only";
import { CHECK_UPS_KEPT, type CheckUpOrigin } from "@/lib/domain/check-up";
import { type AccountSql, forAccount } from "../for-account";
import { notedPeopleSql } from "../preflight/people-sql";
import { sql } from "../sql";
import { affectedPeopleSql, type TakenCheckUp, takeCheckUp } from "./take-check-up";

export type Recording = {
  readonly origin: CheckUpOrigin;
  /** The owner who asked for it; null: nobody had to. */
  readonly recordedBy: string | null;
};

/** Keeps the check-up of a contract at `now` and gives its id. Throws `not_found`. */
export async function recordCheckUp(accountId: string, recording: Recording, now: Date): Promise<string> {
  return keepCheckUp(await takeCheckUp(accountId, now), recording);
}

/** Keeps a check-up that was taken; the oldest of more than CHECK_UPS_KEPT is forgotten. Gives its id. */
export async function keepCheckUp(taken: TakenCheckUp, recording: Recording): Promise<string> {
  return forAccount(taken.accountId).sql(async (db) => {
    const { rows } = await db.query<{ id: string }>(sql`
      insert into check_ups (account_id, origin, recorded_by_name, grade, operators, recorded_at)
      values (${db.accountId}::uuid, ${recording.origin}::check_up_origin, ${recording.recordedBy}, ${taken.grade},
              ${taken.operators}, ${taken.takenAt})
      returning id`);
    const [row] = rows;
    if (!row) throw new Error("an insert that returns gave no row");
    await keepFindings(db, row.id, taken);
    await db.query(sql`
      delete from check_ups where account_id = ${db.accountId}::uuid and id not in (
        select id from check_ups where account_id = ${db.accountId}::uuid order by id desc limit ${CHECK_UPS_KEPT})`);
    return row.id;
  });
}

/** The people go from table to table; only the findings pass through here. */
async function keepFindings(db: AccountSql, checkUpId: string, taken: TakenCheckUp): Promise<void> {
  const rows = taken.findings.map(({ cause, grade, count, finding: { code, params } }) => {
    return { cause, grade, count, code, params };
  });
  await db.query(sql`
    with ${notedPeopleSql([taken.accountId], taken.takenAt)},
    affected as (
      select cause, array_agg(id order by id) as ids, bit_xor(uuid_hash_extended(id, 0)) as fingerprint
      from (${affectedPeopleSql(taken)}) as people group by cause
    )
    insert into check_up_causes (check_up_id, cause, grade, count, code, params, people, fingerprint, operator_ids)
    select ${checkUpId}::uuid, cause, grade, count, code, params, coalesce(cardinality(ids), 0),
           lpad(to_hex(coalesce(fingerprint, 0)), 16, '0'), coalesce(ids, '{}')
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as finding (cause int, grade text, count int, code text, params jsonb)
    left join affected using (cause)`);
}
