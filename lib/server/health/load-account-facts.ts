import "server-only";
import type { HealthFacts } from "@/lib/domain/health";
import { countPeople } from "@/lib/domain/login/affected";
import { attemptsCountAfter } from "@/lib/domain/login/facts";
import { type LoginProfile, unpackProfile } from "@/lib/domain/login/login-profile";
import type { ProfileGroup } from "@/lib/domain/login/preflight";
import type { PageQuery } from "@/lib/schemas/pagination";
import type { Prisma } from "@/prisma/generated/client";
import type { ContractStatus } from "@/prisma/generated/enums";
import { AppError } from "../errors";
import { decodeIdCursor } from "../id-cursor";
import { firstPeopleSql, notedPeopleSql, profilesSql } from "../preflight/people-sql";
import { emptySql, queryRows, sql } from "../sql";

/** What a check-up reads of one contract. */
export type AccountFacts = {
  readonly accountId: string;
  readonly facts: HealthFacts;
  /** Everybody by what the rules look at, for verdicts on each of them. */
  readonly groups: readonly ProfileGroup[];
  /** Stands for exactly the self-check reports that are open; empty without any. */
  readonly openReports: string;
  readonly lastImportAt: Date | null;
};

type FactsRow = {
  id: string;
  directory: "utage" | "hosted";
  deleted: number;
  profiles: { profile: number; people: number; fingerprint: string }[];
  oldest_confirmed_at: Date | null;
  same_groups: number;
  possible_groups: number;
  other_logins: number | null;
  open_reports: number | null;
  reports_fingerprint: string | null;
  last_import_at: Date | null;
  status: ContractStatus;
  trial_ends_on: string | null;
  cancels_on: string | null;
  past_due_since: string | null;
  card_expires_on: string | null;
  status_confirmed_at: Date | null;
};

/** The same for who lists some of its people: which, the rules say when they have judged these facts. */
export type AccountToList = AccountFacts & {
  /** The first people of each profile, as many as a page shows and one more. */
  readonly firsts: readonly { readonly profile: number; readonly id: string }[];
};

/** The facts of one contract at `now`. Throws `not_found`. */
export async function loadOneAccount(accountId: string, now: Date): Promise<AccountFacts> {
  const [row] = await queryRows<FactsRow>(factsSql([accountId], now));
  if (!row) throw new AppError("not_found");
  return toAccountFacts(row);
}

/**
 * The facts of one contract at `now`, with those of its people who may be on a page: of profiles that `mayBeWanted`, which
 * leaves out nobody unless it is given. Throws `not_found`, `invalid_cursor`.
 */
export async function loadAccountToList(
  accountId: string,
  { limit, cursor, mayBeWanted = () => true }: PageQuery & { mayBeWanted?: (profile: LoginProfile) => boolean },
  now: Date,
): Promise<AccountToList> {
  const page = { limit: limit + 1, after: decodeIdCursor(cursor), mayBeWanted };
  const [row] = await queryRows<FactsRow & Pick<AccountToList, "firsts">>(
    factsSql([accountId], now, {
      tables: sql`, ${firstPeopleSql(accountId, page, now)}`,
      columns: sql`, (select coalesce(json_agg(firsts), '[]') from firsts) as firsts`,
    }),
  );
  if (!row) throw new AppError("not_found");
  return { ...toAccountFacts(row), firsts: row.firsts };
}

/**
 * The facts of many contracts at `now` in one statement, whatever their number and size.
 * The ids come from the caller's own contracts (S3).
 */
export async function loadAccountFacts(
  accountIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, AccountFacts>> {
  const rows = await queryRows<FactsRow>(factsSql(accountIds, now));
  return new Map(rows.map((row) => [row.id, toAccountFacts(row)]));
}

/** @param more what else is asked of the same people: common table expressions and columns, each with its comma */
function factsSql(
  accountIds: readonly string[],
  now: Date,
  more = { tables: emptySql, columns: emptySql },
): Prisma.Sql {
  return sql`
    with ${notedPeopleSql(accountIds, now)}, ${profilesSql(accountIds, now)}${more.tables},
    scope as (select unnest(${[...accountIds]}::uuid[]) as account_id),
    deletions as (
      select account_id, sum(deleted)::int as deleted from operator_counts join scope using (account_id)
      group by account_id
    ),
    groups as (
      select account_id, (count(distinct email_key) filter (where shared))::int as same,
             (count(distinct possible_key) filter (where alike))::int as possible
      from kin group by account_id
    ),
    -- Who looked into a browser: a refusal that saw another login, and a self-check that could tell.
    browsers as (
      select account_id, operator_id, true as found from recent where result = 'other_session'
      union all
      select account_id, operator_id, coalesce(other_login, false) and outcome <> 'solved' from checks
      where other_login is not null or outcome = 'solved'
    ),
    other_logins as (
      select account_id,
             (count(distinct operator_id) filter (where found)
               + count(*) filter (where found and operator_id is null))::int as people
      from browsers group by account_id
    ),
    help as (
      select account_id, count(*) filter (where closed_at is null)::int as open_reports,
             bit_xor(uuid_hash_extended(id, 0)) filter (where closed_at is null)::text as reports_fingerprint
      from login_cases join scope using (account_id)
      where origin = 'self_check' and (closed_at is null or opened_at > ${attemptsCountAfter(now)}::timestamptz)
      group by account_id
    ),
    lists as (
      select account_id, max(created_at) as last_import_at from imports join scope using (account_id)
      where status = 'done' group by account_id
    )
    select a.id, a.directory, coalesce(deletions.deleted, 0) as deleted,
           coalesce(profiles.profiles, '[]') as profiles, profiles.oldest_confirmed_at,
           coalesce(groups.same, 0) as same_groups, coalesce(groups.possible, 0) as possible_groups,
           other_logins.people as other_logins, help.open_reports, help.reports_fingerprint, lists.last_import_at,
           coalesce(c.status, 'unknown') as status, c.trial_ends_on, c.cancels_on, c.past_due_since,
           to_char(c.card_expires_on, 'YYYY-MM') as card_expires_on, c.status_confirmed_at
           ${more.columns}
    from scope
    join accounts a on a.id = scope.account_id
    left join contracts c on c.account_id = a.id
    left join profiles on profiles.account_id = a.id
    left join deletions on deletions.account_id = a.id
    left join groups on groups.account_id = a.id
    left join other_logins on other_logins.account_id = a.id
    left join help on help.account_id = a.id
    left join lists on lists.account_id = a.id`;
}

function toAccountFacts(row: FactsRow): AccountFacts {
  const groups = row.profiles.map(({ profile, people, fingerprint }) => {
    return { packed: profile, profile: unpackProfile(profile), people, fingerprint: BigInt(fingerprint) };
  });
  return {
    ...{ accountId: row.id, facts: toFacts(row, groups), groups, lastImportAt: row.last_import_at },
    openReports: row.reports_fingerprint ?? "",
  };
}

function toFacts(row: FactsRow, groups: readonly ProfileGroup[]): HealthFacts {
  const hosted = row.directory === "hosted";
  const counts = countPeople(groups);
  return {
    directory: row.directory,
    totals: { active: counts.active, deleted: row.deleted },
    sameGroups: row.same_groups,
    duplicateOperators: counts.duplicateOperators,
    possibleGroups: row.possible_groups,
    possibleOperators: counts.possibleOperators,
    contract: {
      status: row.status,
      trialEndsOn: row.trial_ends_on,
      cancelsOn: row.cancels_on,
      pastDueSince: row.past_due_since,
      cardExpiresOn: row.card_expires_on,
      statusConfirmedAt: row.status_confirmed_at,
    },
    oldestConfirmedAt: hosted ? null : row.oldest_confirmed_at,
    passwordNotSet: hosted ? counts.passwordNotSet : null,
    // On UTAGE nobody here sees who tries to sign in.
    passwordTrouble: hosted ? counts.passwordTrouble : null,
    wrongPageUsers: hosted ? counts.wrongPageUsers : null,
    // There it is only their reports.
    deletedStillTrying: counts.deletedStillTrying,
    browsers: browsersOf(row),
  };
}

function browsersOf({ other_logins, open_reports }: FactsRow): HealthFacts["browsers"] {
  if (other_logins === null && open_reports === null) return null;
  return { otherLogins: other_logins ?? 0, openReports: open_reports ?? 0 };
}
