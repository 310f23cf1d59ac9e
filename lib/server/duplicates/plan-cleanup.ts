import "server-only";
import { groupDuplicates } from "@/lib/domain/duplicates/group";
import { type CleanupFault, planCleanup } from "@/lib/domain/duplicates/plan-cleanup";
import type { DuplicateCandidate } from "@/lib/domain/operator";
import type { PlanCleanupInput } from "@/lib/schemas/cleanup";
import { AppError } from "../errors";
import { type AccountSql, forAccount } from "../for-account";
import { sql } from "../sql";
import { type CandidateRecord, candidateColumns, listedByAddress, toCandidate } from "./members";
import { fingerprintOf, storePlan } from "./stored-plan";

/** A plan that nobody applied is kept this long, milliseconds: enough to read it in peace. */
const PLAN_KEPT_MS = 24 * 60 * 60 * 1000;

/**
 * Plans a clean-up of duplicates (article cause 3) and keeps the plan for `applyCleanup`; no operator is touched.
 * Without `emailKeys` it covers every `same` group of which two or more are not to be deleted already; any other one,
 * and a `possible` one, only when it is named.
 * Throws `invalid_survivor`, and `invalid_request` for a key that names no group or groups that share an operator.
 */
export async function planDuplicateCleanup(account: { id: string }, request: PlanCleanupInput, by: string, now: Date) {
  return forAccount(account.id).sql(async (db) => {
    await db.query(sql`set local statement_timeout = 0`);
    const members = await loadMembers(db, request.emailKeys);
    const planned = planCleanup({
      groups: groupDuplicates(members),
      strategy: request.strategy,
      ...(request.emailKeys === undefined ? {} : { emailKeys: request.emailKeys }),
      ...(request.survivors === undefined ? {} : { survivors: new Map(Object.entries(request.survivors)) }),
    });
    if (!planned.ok) throw refusal(planned.fault);
    const { plan } = planned;
    const fingerprint = fingerprintOf(plan);
    await dropOldPlans(db, now);
    const id = await storePlan(db, plan, { fingerprint, by, now });
    const steps = plan.steps.map((step) => ({
      action: step.action,
      ...(step.action === "create" ? {} : { operatorId: step.operatorId }),
      emailKey: step.emailKey,
      reason: step.reason,
    }));
    return { id, status: "planned" as const, fingerprint, steps };
  });
}

/**
 * All that the asked-for groups consist of: a named key may stand for its own group or for one that looks alike. Keys
 * first and their operators by index then: a join over rows that were imported a moment ago would be planned blindly.
 */
async function loadMembers(db: AccountSql, emailKeys: readonly string[] | undefined): Promise<DuplicateCandidate[]> {
  const active = sql`account_id = ${db.accountId}::uuid and deleted_at is null`;
  const keys = await db.query<{ key: string }>(
    emailKeys === undefined
      ? sql`
        select key from (
          select email_key as key, count(*) as members from operators where ${active} group by email_key having count(*) > 1
        ) same left join (${listedByAddress(db.accountId)}) listed on listed.email_key = key
        where members - coalesce(listed.operators, 0) > 1`
      : sql`select distinct possible_key as key from operators where ${active} and email_key = any(${emailKeys}::text[])`,
  );
  const column = emailKeys === undefined ? sql`o.email_key` : sql`o.possible_key`;
  const { rows } = await db.query<CandidateRecord>(sql`
    select ${candidateColumns(db.accountId)} from operators o
    where o.account_id = ${db.accountId}::uuid and o.deleted_at is null
      and ${column} = any(${keys.rows.map((row) => row.key)}::text[])`);
  return rows.map(toCandidate);
}

async function dropOldPlans(db: AccountSql, now: Date): Promise<void> {
  await db.query(sql`
    delete from batches
    where account_id = ${db.accountId}::uuid and status = 'planned'
      and created_at < ${new Date(now.getTime() - PLAN_KEPT_MS)}`);
}

function refusal(fault: CleanupFault): AppError {
  switch (fault.code) {
    case "survivor_not_a_member":
      return new AppError("invalid_survivor", {
        errors: [{ path: "survivors", code: fault.code, message: fault.emailKey }],
      });
    case "unknown_email_key":
    case "overlapping_groups":
      return new AppError("invalid_request", {
        errors: [{ path: "emailKeys", code: fault.code, message: fault.emailKey }],
      });
  }
}
