import "server-only";
import { attemptsCountAfter } from "@/lib/domain/login/facts";
import { failuresCountSince } from "@/lib/domain/login/lock";
import type { Prisma } from "@/prisma/generated/client";
import { SELF_CHECKS_ENOUGH } from "../diagnoses/self-check-facts";
import { sql } from "../sql";

// What was seen of people: their tries to sign in, their self-checks, their locks, their calls for help. All of it belongs to
// an address and is told of its `holder`, the first of its operators that a sign-in finds. Nearly everybody is their own
// holder, so everything is joined by id, and only those of `moved` are somebody else's.

/**
 * What was seen with each address of the contracts `those`, as common table expressions that end in
 * `seen (account_id, holder, …)`, one row for each holder of whom anything is known. Needs `kin` before it; `recent`,
 * `checks` on the way are there for others to count.
 */
export function seenSql(those: Prisma.Sql, now: Date): Prisma.Sql {
  return sql`${kept(those, now)}, ${moved(those)}, ${tries}, ${selfChecks}, ${locks(those, now)},
    known_holders as (
      select account_id, holder from last_tries union select account_id, holder from told
      union select account_id, holder from locks union select account_id, holder from asking
    ),
    seen as (
      select account_id, holder, wrong_passwords, failures, blocked_until, asking.holder is not null as asked_for_help,
             while_deleted_at > greatest(success_at, '-infinity') as while_deleted,
             wrong_page_at > greatest(success_at, solved_at, '-infinity') as wrong_page,
             -- A self-check that a wrong page has overtaken tells nothing of the page any more.
             told_at > greatest(success_at, solved_at, '-infinity') and (
               wrong_page_at is null or wrong_page_at <= greatest(success_at, solved_at, '-infinity')
               or told_at >= wrong_page_at) as page_told,
             told_at, opened_page, other_page,
             case when look_counts then look_at else tried_at end as looked_at,
             case when look_counts then look_found else other_login_at > greatest(success_at, '-infinity') end
               as other_login
      from known_holders
      left join last_tries using (account_id, holder) left join slips using (account_id, holder)
      left join told using (account_id, holder) left join looks using (account_id, holder)
      left join locks using (account_id, holder) left join asking using (account_id, holder)
      cross join lateral (select greatest(success_at, other_login_at) as tried_at) as attempt
      cross join lateral (select look_at is not null and (tried_at is null or look_at >= tried_at) as look_counts) as newer
    )`;
}

const kept = (those: Prisma.Sql, now: Date) => sql`
    recent as materialized (
      select account_id, operator_id, result, created_at from login_attempts
      where account_id = ${those} and created_at > ${attemptsCountAfter(now)}::timestamptz
    ),
    checks as materialized (
      select account_id, operator_id, id, outcome, seen, other_login, tried, created_at from self_checks
      where account_id = ${those} and created_at > ${attemptsCountAfter(now)}::timestamptz
    ),
    reports as materialized (
      select account_id, operator_id from login_cases
      where account_id = ${those} and origin = 'self_check' and closed_at is null
    )`;

/** As `findAddressHolders` has it: active before deleted, the first active one, of deleted ones the last. */
const holderOf = (operator: Prisma.Sql) => sql`lateral (
        select id from operators h
        where h.account_id = ${operator}.account_id and h.email_key = ${operator}.email_key
        order by h.deleted_at desc nulls first, h.id limit 1)`;

/** Whose it is where that is not the operator it was kept for: one of several, or one deleted. */
const moved = (those: Prisma.Sql) => sql`
    departed as materialized (
      select o.account_id, o.id as operator_id, h.id as holder
      from operators o cross join ${holderOf(sql`o`)} as h
      where o.account_id = ${those} and o.deleted_at is not null and (o.account_id, o.id) in (
        select account_id, operator_id from recent union all select account_id, operator_id from checks
        union all select account_id, operator_id from reports)
    ),
    moved as (
      select account_id, id as operator_id, holder from kin where shared
      union all select account_id, operator_id, holder from departed
    ),
    asking as (
      select distinct account_id, coalesce(moved.holder, operator_id) as holder
      from reports left join moved using (account_id, operator_id)
    )`;

const tries = sql`
    tried as materialized (
      select account_id, coalesce(moved.holder, operator_id) as holder, result, created_at
      from recent left join moved using (account_id, operator_id) where operator_id is not null
    ),
    last_tries as materialized (
      select account_id, holder, max(created_at) filter (where result = 'success') as success_at,
             max(created_at) filter (where result = 'wrong_login_page') as wrong_page_at,
             max(created_at) filter (where result = 'deleted_operator') as while_deleted_at,
             max(created_at) filter (where result = 'other_session') as other_login_at
      from tried group by account_id, holder
    ),
    slips as (
      select account_id, holder, count(*) as wrong_passwords from tried join last_tries using (account_id, holder)
      where result = 'wrong_password' and (success_at is null or created_at > success_at) group by account_id, holder
    )`;

/** As `loadSelfCheckFacts` reads those of one address: the newest tells of the page, the newest that could of the browser. */
const selfChecks = sql`
    checked as materialized (
      select * from (
        select account_id, coalesce(moved.holder, operator_id) as holder, outcome, seen, other_login, tried, created_at,
               row_number() over (partition by account_id, coalesce(moved.holder, operator_id)
                                  order by created_at desc, id desc) as nth
        from checks left join moved using (account_id, operator_id)
        where operator_id is not null) as numbered
      where nth <= ${SELF_CHECKS_ENOUGH}
    ),
    told as (
      select account_id, holder, max(created_at) filter (where outcome = 'solved') as solved_at,
             max(created_at) filter (where nth = 1 and outcome <> 'solved') as told_at,
             bool_or('open-login-page' = any(tried)) filter (where nth = 1) as opened_page,
             bool_or(seen = 'other_page') filter (where nth = 1) as other_page
      from checked group by account_id, holder
    ),
    looks as (
      select account_id, holder, created_at as look_at, other_login and outcome <> 'solved' as look_found
      from (
        select distinct on (account_id, holder) * from checked
        where other_login is not null or outcome = 'solved' or 'use-private-window' = any(tried)
        order by account_id, holder, nth) as last_look
      where other_login is not null or outcome = 'solved'
    )`;

/** Failures in a row with each address that still count, and until when no password of it is looked at. */
const locks = (those: Prisma.Sql, now: Date) => sql`
    locks as (
      select t.account_id, h.id as holder, max(t.failures) as failures, max(t.blocked_until) as blocked_until
      from sign_in_throttles t join operators o on o.id = t.operator_id and o.account_id = t.account_id
      cross join ${holderOf(sql`o`)} as h
      where t.account_id = ${those} and t.last_failure_at >= ${failuresCountSince(now)}::timestamptz
      group by t.account_id, h.id
    )`;
