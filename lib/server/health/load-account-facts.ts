import "server-only";
import type { HealthFacts } from "@/lib/domain/health";
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
  last_import_at: Date | null;
  status: ContractStatus;
  trial_ends_on: string | null;
  cancels_on: string | null;
  past_due_since: string | null;
  card_expires_on: string | null;
  status_confirmed_at: Date | null;
};

/**
 * The facts of many contracts in one statement, whatever their number and size.
 * The ids come from the caller's own contracts (S3).
 */
export async function loadAccountFacts(accountIds: readonly string[]): Promise<ReadonlyMap<string, AccountFacts>> {
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
    lists as (
      select account_id, max(finished_at) as last_import_at from imports join scope using (account_id)
      where status = 'done' group by account_id
    )
    select a.id, a.directory,
           coalesce(people.active, 0) as active, coalesce(people.deleted, 0) as deleted,
           coalesce(people.password_not_set, 0) as password_not_set, people.oldest_confirmed_at,
           coalesce(same.groups, 0) as same_groups, coalesce(same.operators, 0) as duplicate_operators,
           coalesce(possible.groups, 0) as possible_groups, coalesce(possible.operators, 0) as possible_operators,
           lists.last_import_at, coalesce(c.status, 'unknown') as status, c.trial_ends_on, c.cancels_on,
           c.past_due_since, to_char(c.card_expires_on, 'YYYY-MM') as card_expires_on, c.status_confirmed_at
    from scope
    join accounts a on a.id = scope.account_id
    left join contracts c on c.account_id = a.id
    left join people on people.account_id = a.id
    left join same on same.account_id = a.id
    left join possible on possible.account_id = a.id
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
    // Sign-ins of operators are not recorded, so nothing is known of wrong passwords, wrong pages or browsers.
    passwordTrouble: null,
    wrongPageUsers: null,
    deletedStillTrying: null,
    browsers: null,
  };
}
