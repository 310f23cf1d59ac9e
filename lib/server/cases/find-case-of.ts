import "server-only";
import type { EmailKey } from "@/lib/domain/email";
import type { CaseClosing, CauseStates, KnownCase } from "@/lib/domain/login/case";
import { PERSONS_CAUSES, type PersonsCause } from "@/lib/domain/login/verdict";
import type { Prisma } from "@/prisma/generated/client";
import { sql } from "../sql";

/** Whose case it is: an operator, or an address that nobody has. */
export type CasePerson = {
  readonly accountId: string;
  readonly operatorId: string | null;
  readonly emailKey: EmailKey;
};

export type StoredCase = KnownCase & {
  readonly id: string;
  readonly loginUrl: string | null;
  /** What the person has tried in vain, as the owner ticked it. */
  readonly tried: readonly PersonsCause[];
};

/** A row of `caseOfSql` in JSON. */
export type CaseOf = {
  readonly id: string;
  readonly states: CauseStates;
  readonly loginUrl: string | null;
  readonly tried: readonly string[];
  readonly closedAt: string | null;
  readonly closedAs: CaseClosing | null;
};

/**
 * The open case of a person, else the one closed last; no row: never a case. One of the address alone, from before anybody
 * had it, is its holder's too. Each of the two is looked up by an index of its own, which an `or` would keep from being used.
 * @param operatorId an expression: whose case it is besides the address's
 */
export function caseOfSql(account: Prisma.Sql, emailKey: EmailKey, operatorId: Prisma.Sql): Prisma.Sql {
  const own = (whose: Prisma.Sql) => sql`
    (select id, states, login_url, tried, closed_at, closed_as, operator_id from login_cases
     where account_id = ${account} and ${whose}
     order by closed_at desc nulls first, id desc limit 1)`;
  return sql`
    select id, states, login_url as "loginUrl", tried, closed_at as "closedAt", closed_as as "closedAs"
    from (${own(sql`operator_id = ${operatorId}`)}
          union all ${own(sql`operator_id is null and email_key = ${emailKey}`)}) as cases
    order by closed_at desc nulls first, operator_id nulls last, id desc limit 1`;
}

/** The causes among the words that a case keeps as tried. */
export function readTried(stored: readonly string[]): readonly PersonsCause[] {
  return PERSONS_CAUSES.filter((cause) => stored.includes(cause));
}

export function toStoredCase({ tried, closedAt, closedAs, ...row }: CaseOf): StoredCase {
  return {
    ...row,
    tried: readTried(tried),
    closed: closedAt !== null && closedAs !== null ? { at: new Date(closedAt), as: closedAs } : null,
  };
}
