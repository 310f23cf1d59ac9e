import "server-only";
import type { Contract } from "@/lib/domain/contract";
import { type EmailKey, possibleKey } from "@/lib/domain/email";
import { attemptsCountAfter } from "@/lib/domain/login/facts";
import { failuresCountSince } from "@/lib/domain/login/lock";
import type { AttemptPage, AttemptResult } from "@/prisma/generated/enums";
import { type CaseOf, caseOfSql } from "../cases/find-case-of";
import { CONTRACT_COLUMNS } from "../contracts/contract-record";
import { operatorBucket } from "../sign-in-throttle";
import { queryPrepared, sql, unseen } from "../sql";
import { type SelfCheckOf, selfChecksSql } from "./self-check-facts";

/** A holder of the address, in JSON, where an instant is a text. */
export type HolderOf = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly passwordSet: boolean;
  readonly lastConfirmedAt: string | null;
  readonly deletedAt: string | null;
  readonly deletedReason: "manual" | "cleanup" | "missing_from_import" | null;
  readonly deletedBy: string | null;
};

/** The last try that counts with each of the results that say something about page, browser or password. */
export type AttemptOf = {
  readonly result: AttemptResult;
  readonly page: AttemptPage;
  readonly at: string;
  readonly from: string;
};

export type ThrottleOf = {
  readonly failures: number;
  readonly lastFailureAt: string;
  readonly blockedUntil: string;
};

/** What is stored of an address in a contract, and that contract. */
export type StoredPerson = Contract & {
  /** Every holder of the address, active ones first, deleted ones by their deletion, the last one first. */
  readonly holders: readonly HolderOf[];
  /** Active operators whose address only looks alike. */
  readonly possibleAddressIds: readonly string[];
  /** When the newest list came in; null: none has. */
  readonly newestListAt: Date | null;
  readonly attempts: readonly AttemptOf[];
  readonly throttle: ThrottleOf | null;
  readonly selfChecks: readonly SelfCheckOf[];
  readonly knownCase: CaseOf | null;
};

type Address = {
  readonly accountId: string;
  readonly emailKey: EmailKey;
  /** The operator asked about; null: the address was. */
  readonly askedId: string | null;
};

/** More holders of one address change no verdict. */
const ENOUGH = 200;

/**
 * All that one person is judged by at `now`, in one statement: to ask seven times takes longer than to look seven times.
 * Throws when the contract is not there.
 */
export async function readPerson({ accountId, emailKey, askedId }: Address, now: Date): Promise<StoredPerson> {
  const since = attemptsCountAfter(now);
  const account = unseen(accountId);
  const theirIds = sql`array(select id from holders)`;
  const asked = sql`select id from holders order by (id = ${askedId}::uuid) desc, "deletedAt" desc nulls first, id limit 1`;
  const [person] = await queryPrepared<StoredPerson>(sql`
    with holders as materialized (
      select id, name, email, password_hash is not null as "passwordSet", last_confirmed_at as "lastConfirmedAt",
             deleted_at as "deletedAt", deleted_reason as "deletedReason", deleted_by as "deletedBy"
      from operators where account_id = ${accountId}::uuid and email_key = ${emailKey}
      order by (id = ${askedId}::uuid) desc, deleted_at desc nulls first, id limit ${ENOUGH}
    ),
    attempts as (
      select distinct on (result) result, page, created_at as at, browser as "from" from login_attempts
      where account_id = ${account} and operator_id = any(${theirIds}) and created_at > ${since}
        and result in ('success', 'wrong_login_page', 'other_session', 'wrong_password')
      order by result, created_at desc
    ),
    throttle as (
      select failures, last_failure_at as "lastFailureAt", blocked_until as "blockedUntil" from sign_in_throttles
      where bucket = ${operatorBucket(accountId, emailKey)} and last_failure_at >= ${failuresCountSince(now)}
    ),
    self_checks_of as (${selfChecksSql(account, theirIds, since)}),
    known_case as (${caseOfSql(account, emailKey, sql`(${asked})`)})
    select ${CONTRACT_COLUMNS},
           (select coalesce(json_agg(h order by "deletedAt" desc nulls first, id), '[]') from holders h) as holders,
           array(select id from operators
                 where account_id = ${account} and deleted_at is null
                   and possible_key = ${possibleKey(emailKey)} and email_key <> ${emailKey}
                 order by id limit ${ENOUGH}) as "possibleAddressIds",
           (select max(finished_at) from imports
            where account_id = ${accountId}::uuid and status = 'done') as "newestListAt",
           (select coalesce(json_agg(a), '[]') from attempts a) as attempts,
           (select row_to_json(t) from throttle t) as throttle,
           (select coalesce(json_agg(s), '[]') from self_checks_of s) as "selfChecks",
           (select row_to_json(k) from known_case k) as "knownCase"
    from contracts c where c.account_id = ${accountId}::uuid`);
  if (!person) throw new Error("an account without a contract");
  return person;
}

/** The address of an operator of the account; null for somebody else's. */
export async function findAddressOf(accountId: string, operatorId: string): Promise<string | null> {
  const [operator] = await queryPrepared<{ emailKey: string }>(sql`
    select email_key as "emailKey" from operators where id = ${operatorId}::uuid and account_id = ${accountId}::uuid`);
  return operator?.emailKey ?? null;
}
