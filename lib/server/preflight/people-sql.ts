import "server-only";
import { currentListSince, freshSince } from "@/lib/domain/login/facts";
import { REPEATED_FAILURES } from "@/lib/domain/login/lock";
import { type LoginProfile, PROFILE_FACTS, type ProfileFact, unpackProfile } from "@/lib/domain/login/login-profile";
import type { Prisma } from "@/prisma/generated/client";
import { emptySql, joinSql, sql } from "../sql";
import { seenSql } from "./seen-sql";

// Facts for everybody that `loadLoginFacts` gathers for one person, set-wise: only facts, with limits from the rules; the
// verdicts on them are lib/domain's. Of most operators nothing is known but what stands in their row, so one scan counts
// those as `plain`, and only the others are looked at closely.

/**
 * The people of whom more is known than their own row says, as common table expressions that end in
 * `noted (account_id, id, deleted, profile, plain)`: active operators with kin, or of whom anything was seen, and of each
 * address that nobody active has the one deleted last, while somebody still tries it or has asked for help. `profile` is
 * packed; `plain` is what an active one would have without what is known besides. `kin`, and what `seenSql` has on the
 * way, are there for others to count.
 */
export function notedPeopleSql(accountIds: readonly string[], now: Date): Prisma.Sql {
  const those = among(accountIds);
  return sql`${kin(those)}, ${seenSql(those, now)},
    known as (
      select account_id, id, holder, false as deleted, shared, alike, password_hash, last_confirmed_at from kin
      union all
      select o.account_id, o.id, o.id, o.deleted_at is not null, false, o.deleted_at is not null and exists (
               select from operators a
               where a.account_id = o.account_id and a.possible_key = o.possible_key and a.deleted_at is null),
             o.password_hash,
             -- Nobody deleted is on a list: of them the newest list tells that they are not.
             case when o.deleted_at is null then o.last_confirmed_at else (
               select max(finished_at) from imports i where i.account_id = o.account_id and i.status = 'done') end
      from seen cross join lateral (
        select * from operators o where o.id = seen.holder and o.account_id = seen.account_id offset 0) as o
      where not exists (select from kin where kin.id = o.id)
    ),
    noted as materialized (
      select account_id, id, deleted, ${packed(everyFact(now))} as profile, ${packed(rowFacts(now))} as plain
      from known left join seen using (account_id, holder)
      where not deleted or while_deleted or asked_for_help
    )`;
}

/** The active operators (account_id, id, last_confirmed_at, and what their own row tells: password_set, on_current_list). */
function plainPeopleSql(those: Prisma.Sql, now: Date): Prisma.Sql {
  const { passwordSet, onCurrentList } = rowFacts(now);
  return sql`
      select account_id, id, last_confirmed_at, ${passwordSet} as password_set, ${onCurrentList} as on_current_list
      from operators where account_id = ${those} and deleted_at is null`;
}

/** Everybody of the contracts (id, profile), on top of `notedPeopleSql`. */
export function everybodySql(accountIds: readonly string[], now: Date): Prisma.Sql {
  return sql`
      select id, ${packed(PLAIN)} as profile from (${plainPeopleSql(among(accountIds), now)}) as p
      where not exists (select from noted where noted.id = p.id)
      union all
      select id, profile from noted`;
}

/**
 * How many people have which profile, as common table expressions on top of `notedPeopleSql` that end in
 * `profiles (account_id, profiles, oldest_confirmed_at)`. The hashes of a group's ids are combined by exclusive or: they
 * leave by the way they came in.
 */
export function profilesSql(accountIds: readonly string[], now: Date): Prisma.Sql {
  return sql`
    -- Counted beside each other and told apart afterwards: as groups, each row would have to look up its own.
    counted_plain as (
      select account_id, min(last_confirmed_at) as oldest_confirmed_at,
             ${counted(sql`true`)} as everybody, ${idsCombined(sql`true`)} as everybody_ids,
             ${counted(sql`password_set`)} as with_password, ${idsCombined(sql`password_set`)} as with_password_ids,
             ${counted(sql`on_current_list`)} as on_list, ${idsCombined(sql`on_current_list`)} as on_list_ids,
             ${counted(BOTH)} as with_both, ${idsCombined(BOTH)} as with_both_ids
      from (${plainPeopleSql(among(accountIds), now)}) as active group by account_id
    ),
    plain as materialized (
      select account_id, profile, people, fingerprint, oldest_confirmed_at
      from counted_plain cross join lateral (values
        (${packed({})}, everybody - with_password - on_list + with_both,
         everybody_ids # with_password_ids # on_list_ids # with_both_ids),
        (${packed({ passwordSet: sql`true` })}, with_password - with_both, with_password_ids # with_both_ids),
        (${packed({ onCurrentList: sql`true` })}, on_list - with_both, on_list_ids # with_both_ids),
        (${packed({ passwordSet: sql`true`, onCurrentList: sql`true` })}, with_both, with_both_ids)
      ) as part (profile, people, fingerprint)
      where people > 0
    ),
    -- Who is noted was counted as plain, and moves to the profile that fits.
    grouped as (
      select account_id, profile, sum(people)::int as people, bit_xor(fingerprint) as fingerprint
      from (
        select account_id, profile, people, fingerprint from plain
        union all
        select account_id, plain, -count(*), bit_xor(uuid_hash_extended(id, 0)) from noted
        where not deleted group by account_id, plain
        union all
        select account_id, profile, count(*), bit_xor(uuid_hash_extended(id, 0)) from noted
        group by account_id, profile
      ) as counted
      group by account_id, profile having sum(people) > 0
    ),
    profiles as (
      select account_id, (select min(p.oldest_confirmed_at) from plain p where p.account_id = grouped.account_id)
               as oldest_confirmed_at,
             jsonb_agg(jsonb_build_object(
               'profile', profile, 'people', people, 'fingerprint', fingerprint::text)) as profiles
      from grouped group by account_id
    )`;
}

/**
 * The first people of each profile in the order of their ids, as a common table expression `firsts (profile, id)` on top of
 * `notedPeopleSql` and `profilesSql`: which profiles are listed only the rules know, and so nobody is looked for twice.
 */
export function firstPeopleSql(accountId: string, { limit, after, mayBeWanted }: FirstPeople, now: Date): Prisma.Sql {
  const wanted = PLAIN_PROFILES.filter((packed) => mayBeWanted(unpackProfile(packed)));
  const later = after === null ? emptySql : sql`and id > ${after}::uuid`;
  return sql`
    firsts as (
      select profile, id from (
        select profile, id, row_number() over (partition by profile order by id) as nth from noted where true ${later}
      ) as numbered where nth <= ${limit}
      union all
      select plain.profile, first.id from plain cross join lateral (
        select id from (
          -- By account, too, although it is one: the ids alone would be followed through all contracts, in the hope of meeting
          -- enough of this one's soon.
          select id from (${plainPeopleSql(sql`any(${[accountId]}::uuid[])`, now)}) as active
          where ${packed(PLAIN)} = plain.profile ${later}
          order by account_id, id limit ${limit} + (select count(*) from noted where not deleted)) as candidate
        where not exists (select from noted where noted.id = candidate.id)
        order by id limit ${limit}) as first
      -- Most people are plain, and nothing is wrong with them: all of them would be read for a list that leaves them out.
      where plain.profile = any(${wanted}::int[])
    )`;
}

/**
 * `account_id = any(…)` and no join, because it lets an index give its rows in the order that a GROUP BY wants. A single
 * contract is named as such: then nobody's account has to be compared or grouped by.
 */
function among(accountIds: readonly string[]): Prisma.Sql {
  const [only, ...others] = accountIds;
  return only !== undefined && others.length === 0 ? sql`${only}::uuid` : sql`any(${[...accountIds]}::uuid[])`;
}

/** How many, and the hashes of their ids combined by exclusive or. */
const counted = (isSo: Prisma.Sql) => sql`count(*) filter (where ${isSo})`;
const idsCombined = (isSo: Prisma.Sql) => sql`coalesce(bit_xor(uuid_hash_extended(id, 0)) filter (where ${isSo}), 0)`;
const BOTH = sql`password_set and on_current_list`;

/** Equal addresses have equal possible keys, so one pass over those finds the candidates of both kinds of group. */
const kin = (those: Prisma.Sql) => sql`
    repeated as materialized (
      select account_id, possible_key from operators
      where account_id = ${those} and deleted_at is null
      group by account_id, possible_key having count(*) > 1
    ),
    kin as materialized (
      select account_id, possible_key, email_key, id,
             count(*) over same > 1 as shared, first_value(id) over same as holder,
             min(email_key) over alike <> max(email_key) over alike as alike,
             password_hash, last_confirmed_at
      from repeated cross join lateral (
        -- offset 0, here and below: each by its index. The planner cannot know how few they are and would read everybody.
        select id, email_key, password_hash, last_confirmed_at from operators o
        where o.account_id = repeated.account_id and o.possible_key = repeated.possible_key and o.deleted_at is null
        offset 0) as member
      window same as (partition by account_id, email_key order by id
                      rows between unbounded preceding and unbounded following),
             alike as (partition by account_id, possible_key)
    )`;

type FirstPeople = {
  /** How many of each profile. */
  readonly limit: number;
  /** After whom; null: from the first on. */
  readonly after: string | null;
  /** Whose people may be asked for at all. */
  readonly mayBeWanted: (profile: LoginProfile) => boolean;
};

type Conditions = Readonly<Partial<Record<ProfileFact, Prisma.Sql>>>;

/** What stands in an operator's own row. */
function rowFacts(now: Date) {
  return {
    passwordSet: sql`password_hash is not null`,
    onCurrentList: sql`coalesce(last_confirmed_at >= ${currentListSince(now)}::timestamptz, false)`,
  } satisfies Conditions;
}

/** The same as columns of `plainPeopleSql`. */
const PLAIN = { passwordSet: sql`password_set`, onCurrentList: sql`on_current_list` } satisfies Conditions;

/** Every profile that somebody plain can have, packed. */
const PLAIN_PROFILES: readonly number[] = PROFILE_FACTS.reduce<number[]>(
  (profiles, fact, bit) => (fact in PLAIN ? profiles.flatMap((packed) => [packed, packed + 2 ** bit]) : profiles),
  [0],
);

function everyFact(now: Date): Required<Conditions> {
  return {
    ...rowFacts(now),
    deleted: sql`deleted`,
    lockedOut: sql`blocked_until > ${now}::timestamptz`,
    passwordFailing: sql`failures > 0`,
    refusedRepeatedly: sql`wrong_passwords >= ${REPEATED_FAILURES}`,
    sharesAddress: sql`shared`,
    hasLookAlike: sql`alike`,
    wrongPageSeen: sql`wrong_page`,
    pageTold: sql`page_told`,
    pageToldLately: sql`page_told and told_at >= ${freshSince(now)}::timestamptz`,
    rightPageOpened: sql`page_told and opened_page`,
    otherPageTold: sql`page_told and other_page`,
    browserSeen: sql`looked_at is not null`,
    browserSeenLately: sql`looked_at >= ${freshSince(now)}::timestamptz`,
    otherLoginSeen: sql`other_login`,
    askedForHelp: sql`asked_for_help`,
  };
}

/** One bit for each fact, in the order of PROFILE_FACTS; what is not known is not so. */
function packed(conditions: Conditions): Prisma.Sql {
  const bits = PROFILE_FACTS.map((fact, bit) => {
    const isSo = conditions[fact];
    return isSo === undefined ? emptySql : sql` + case when ${isSo} then ${2 ** bit}::int else 0 end`;
  });
  return sql`(0${joinSql(bits, "")})`;
}
