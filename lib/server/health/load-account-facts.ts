import "server-only";
import type { HealthFacts } from "@/lib/domain/health";
import { FREE_TRIES, REPEATED_FAILURES } from "@/lib/domain/login/lock";
import type { ContractStatus } from "@/prisma/generated/enums";
import { queryRows, sql } from "../sql";

/** What a check-up reads of one contract, and when the last list came in. */
export type AccountFacts = { readonly facts: HealthFacts; readonly lastImportAt: Date | null };

type FactsRow = {
  id: string;
  directory: "utage" | "hosted";
  active: number;
  deleted: number;
  password_not_set: number;
  oldest_confirmed_at: Date | null;
  same_groups: number;
  duplicate_operators: number;
  possible_groups: number;
  possible_operators: number;
  wrong_page_users: number;
  password_trouble: number;
  deleted_still_trying: number;
  other_logins: number | null;
  open_reports: number | null;
  last_import_at: Date | null;
  status: ContractStatus;
  trial_ends_on: string | null;
  cancels_on: string | null;
  past_due_since: string | null;
  card_expires_on: string | null;
  status_confirmed_at: Date | null;
};

/** How long a try to sign in counts, in days. What a later success has overtaken does not count at all. */
const ATTEMPT_DAYS = 30;

/**
 * The facts of many contracts at `now` in one statement, whatever their number and size.
 * The ids come from the caller's own contracts (S3).
 */
export async function loadAccountFacts(
  accountIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, AccountFacts>> {
  const rows = await queryRows<FactsRow>(sql`
    with scope as (select unnest(${[...accountIds]}::uuid[]) as account_id),
    people as (
      select account_id,
             count(*) filter (where deleted_at is null)::int as active,
             count(deleted_at)::int as deleted,
             count(*) filter (where deleted_at is null and password_hash is null)::int as password_not_set,
             min(last_confirmed_at) filter (where deleted_at is null) as oldest_confirmed_at
      from operators join scope using (account_id) group by account_id
    ),
    -- Equal addresses have equal possible keys, so one pass over those finds the candidates of both kinds of group.
    repeated as (
      select account_id, possible_key from operators join scope using (account_id)
      where deleted_at is null group by account_id, possible_key having count(*) > 1
    ),
    held as materialized (
      select account_id, possible_key, count(*) as members
      from operators join repeated using (account_id, possible_key)
      where deleted_at is null group by account_id, possible_key, email_key
    ),
    same as (
      select account_id, count(*)::int as groups, sum(members)::int as operators
      from held where members > 1 group by account_id
    ),
    possible as (
      select account_id, count(*)::int as groups, sum(members)::int as operators
      from (select account_id, sum(members) as members from held
            group by account_id, possible_key having count(*) > 1) as alike
      group by account_id
    ),
    recent as materialized (
      select account_id, operator_id, result, created_at from login_attempts join scope using (account_id)
      where created_at > ${now}::timestamptz - make_interval(days => ${ATTEMPT_DAYS})
    ),
    succeeded as (
      select operator_id, max(created_at) as last_at from recent where result = 'success' group by operator_id
    ),
    refused as (
      select recent.account_id, operator_id,
             bool_or(result = 'wrong_login_page') as on_wrong_page,
             count(*) filter (where result = 'wrong_password') >= ${REPEATED_FAILURES} as in_trouble,
             bool_or(result = 'deleted_operator') as while_deleted
      from recent left join succeeded using (operator_id)
      where operator_id is not null and result <> 'success' and (last_at is null or created_at > last_at)
      group by recent.account_id, operator_id
      union all
      select account_id, operator_id, false, true, false from sign_in_throttles join scope using (account_id)
      where operator_id is not null and failures >= ${FREE_TRIES} and blocked_until > ${now}
      union all
      select account_id, operator_id, false, false, true from login_cases join scope using (account_id)
      where operator_id is not null and origin = 'self_check' and closed_at is null
    ),
    refusals as (
      select refused.account_id,
             count(distinct o.id) filter (where on_wrong_page and o.deleted_at is null)::int as wrong_page_users,
             count(distinct o.id) filter (where in_trouble and o.deleted_at is null and o.password_hash is not null)::int
               as password_trouble,
             count(distinct o.id) filter (where while_deleted and o.deleted_at is not null)::int as deleted_still_trying
      from refused join operators o on o.id = refused.operator_id and o.account_id = refused.account_id
      group by refused.account_id
    ),
    -- Who looked into a browser: a refusal that saw another login, and a self-check that could tell.
    looks as (
      select account_id, operator_id, true as found from recent where result = 'other_session'
      union all
      select account_id, operator_id, coalesce(other_login, false) and outcome <> 'solved'
      from self_checks join scope using (account_id)
      where (other_login is not null or outcome = 'solved')
        and created_at > ${now}::timestamptz - make_interval(days => ${ATTEMPT_DAYS})
    ),
    other_logins as (
      select account_id,
             (count(distinct operator_id) filter (where found)
               + count(*) filter (where found and operator_id is null))::int as people
      from looks group by account_id
    ),
    reports as (
      select account_id, count(*) filter (where closed_at is null)::int as open
      from login_cases join scope using (account_id)
      where origin = 'self_check'
        and (closed_at is null or opened_at > ${now}::timestamptz - make_interval(days => ${ATTEMPT_DAYS}))
      group by account_id
    ),
    lists as (
      select account_id, max(created_at) as last_import_at from imports join scope using (account_id)
      where status = 'done' group by account_id
    )
    select a.id, a.directory,
           coalesce(people.active, 0) as active, coalesce(people.deleted, 0) as deleted,
           coalesce(people.password_not_set, 0) as password_not_set, people.oldest_confirmed_at,
           coalesce(same.groups, 0) as same_groups, coalesce(same.operators, 0) as duplicate_operators,
           coalesce(possible.groups, 0) as possible_groups, coalesce(possible.operators, 0) as possible_operators,
           coalesce(refusals.wrong_page_users, 0) as wrong_page_users,
           coalesce(refusals.password_trouble, 0) as password_trouble,
           coalesce(refusals.deleted_still_trying, 0) as deleted_still_trying,
           other_logins.people as other_logins, reports.open as open_reports, lists.last_import_at,
           coalesce(c.status, 'unknown') as status, c.trial_ends_on, c.cancels_on,
           c.past_due_since, to_char(c.card_expires_on, 'YYYY-MM') as card_expires_on, c.status_confirmed_at
    from scope
    join accounts a on a.id = scope.account_id
    left join contracts c on c.account_id = a.id
    left join people on people.account_id = a.id
    left join same on same.account_id = a.id
    left join possible on possible.account_id = a.id
    left join refusals on refusals.account_id = a.id
    left join other_logins on other_logins.account_id = a.id
    left join reports on reports.account_id = a.id
    left join lists on lists.account_id = a.id`);
  return new Map(rows.map((row) => [row.id, { facts: toFacts(row), lastImportAt: row.last_import_at }]));
}

function toFacts(row: FactsRow): HealthFacts {
  const hosted = row.directory === "hosted";
  return {
    directory: row.directory,
    totals: { active: row.active, deleted: row.deleted },
    sameGroups: row.same_groups,
    duplicateOperators: row.duplicate_operators,
    possibleGroups: row.possible_groups,
    possibleOperators: row.possible_operators,
    contract: {
      status: row.status,
      trialEndsOn: row.trial_ends_on,
      cancelsOn: row.cancels_on,
      pastDueSince: row.past_due_since,
      cardExpiresOn: row.card_expires_on,
      statusConfirmedAt: row.status_confirmed_at,
    },
    oldestConfirmedAt: hosted ? null : row.oldest_confirmed_at,
    passwordNotSet: hosted ? row.password_not_set : null,
    // On UTAGE nobody here sees who tries to sign in.
    passwordTrouble: hosted ? row.password_trouble : null,
    wrongPageUsers: hosted ? row.wrong_page_users : null,
    // There it is only their reports.
    deletedStillTrying: row.deleted_still_trying,
    browsers: browsersOf(row),
  };
}

function browsersOf({ other_logins, open_reports }: FactsRow): HealthFacts["browsers"] {
  if (other_logins === null && open_reports === null) return null;
  return { otherLogins: other_logins ?? 0, openReports: open_reports ?? 0 };
}
