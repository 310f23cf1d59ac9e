import "server-only";
import type { AccountSql } from "../for-account";
import { expireOpenResets, replaceOpenResets } from "../password-resets/make-resets";
import { sql } from "../sql";

/** An operator who is about to be removed, and who takes over what is known of that person. */
export type Heir = { readonly departed: string; readonly heir: string };

/** What is kept of an operator and would end with the row. Logins are left out: nobody has one without a password. */
const EVIDENCE = [
  ...[sql`login_attempts`, sql`sign_in_throttles`, sql`self_checks`, sql`login_cases`],
  ...[sql`password_resets`, sql`mail_messages`],
];

/**
 * Makes tries, locks, reports, cases, reset links and mails of operators those of their heirs, a statement for each table
 * however many they are. Links that were not used end: the heir's password is not what they were made for (S53).
 */
export async function handOverEvidence(
  db: AccountSql,
  heirs: readonly Heir[],
  { by, now }: { readonly by: string; readonly now: Date },
): Promise<void> {
  const departed = heirs.map((row) => row.departed);
  // Run out first, so that they are shown as that; replaced, as of each operator one at most may stand open.
  await expireOpenResets(db, departed, now);
  await replaceOpenResets(db, departed, now);
  await joinOpenCases(db, heirs, { by, now });
  for (const table of EVIDENCE) {
    await db.query(sql`
      update ${table} t set operator_id = h.heir from ${toRows(heirs)}
      where t.operator_id = h.departed and t.account_id = ${db.accountId}::uuid`);
  }
}

/** Nobody has two open cases: where the heir has one, the other joins it with its reports. */
async function joinOpenCases(
  db: AccountSql,
  heirs: readonly Heir[],
  { by, now }: { readonly by: string; readonly now: Date },
): Promise<void> {
  await db.query(sql`
    with joined as (
      update login_cases c set closed_at = ${now}, closed_as = 'joined', closed_by_name = ${by}
      from ${toRows(heirs)} join login_cases standing on standing.operator_id = h.heir and standing.closed_at is null
      where c.operator_id = h.departed and c.closed_at is null
        and c.account_id = ${db.accountId}::uuid and standing.account_id = ${db.accountId}::uuid
      returning c.id, c.origin, standing.id as standing_id
    ),
    reported as (
      update login_cases standing set origin = 'self_check' from joined
      where standing.id = joined.standing_id and joined.origin = 'self_check'
    )
    update self_checks s set case_id = joined.standing_id from joined where s.case_id = joined.id`);
}

function toRows(heirs: readonly Heir[]) {
  const [departed, ids] = [heirs.map((row) => row.departed), heirs.map((row) => row.heir)];
  return sql`unnest(${departed}::uuid[], ${ids}::uuid[]) as h (departed, heir)`;
}
