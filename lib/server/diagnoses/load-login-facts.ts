import "server-only";
import { type EmailKey, possibleKey, storedEmailKey } from "@/lib/domain/email";
import { attemptsCountAfter, type BrowserFacts, type LoginFacts, type PasswordFacts } from "@/lib/domain/login/facts";
import type { PersonsCause } from "@/lib/domain/login/verdict";
import type { DeletedReason } from "@/lib/domain/operator";
import type { AttemptPage } from "@/prisma/generated/enums";
import { CONTRACT_SELECT, toContract } from "../contracts/contract-record";
import { prisma } from "../db";
import { operatorBucket } from "../sign-in-throttle";
import { queryRows, sql } from "../sql";
import { loadSelfCheckFacts, type SelfCheckFacts } from "./self-check-facts";

type Account = { readonly id: string; readonly directory: "utage" | "hosted" };

/** Whom to judge: an operator of the account, active or deleted, or an address. */
export type Subject = { readonly operatorId: string } | { readonly emailKey: EmailKey };

type HolderRow = {
  id: string;
  name: string;
  email: string;
  emailKey: string;
  sameAddress: boolean;
  passwordSet: boolean;
  lastConfirmedAt: Date | null;
  deletedAt: Date | null;
  deletedReason: "manual" | "cleanup" | "missing_from_import" | null;
  deletedBy: string | null;
};

/** Who was asked about, and everything the six causes are judged by; the page in use is the caller's to add. */
export type LoadedSubject = {
  readonly emailKey: EmailKey;
  readonly operator: {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly deleted: boolean;
  } | null;
  readonly facts: Omit<LoginFacts, "loginPage">;
  /** What the person tried in vain at the last self-check, as they say: no fact of this server's or the browser's. */
  readonly tried: readonly PersonsCause[];
};

/** More holders of one address change no verdict. */
const ENOUGH = 200;

/**
 * The facts of one person in one round of set-wise statements, however many operators the contract has; for an operator
 * the address is looked up first. null for an operator who is not this account's.
 */
export async function loadLoginFacts(account: Account, subject: Subject, now: Date): Promise<LoadedSubject | null> {
  const askedId = "operatorId" in subject ? subject.operatorId : null;
  const emailKey = "emailKey" in subject ? subject.emailKey : await findAddress(account.id, subject.operatorId);
  if (emailKey === null) return null;
  const since = attemptsCountAfter(now);
  const [rows, contract, listConfirmedAt, tries, checks] = await Promise.all([
    loadHolders(account.id, emailKey, askedId),
    prisma().contract.findUniqueOrThrow({ where: { accountId: account.id }, select: CONTRACT_SELECT }),
    lastListAt(account.id),
    account.directory === "hosted" ? loadTries(account.id, emailKey, since) : null,
    loadSelfCheckFacts(account.id, emailKey, { since, now }),
  ]);
  const same = rows.filter(({ sameAddress }) => sameAddress);
  const asked = askedId === null ? same[0] : same.find(({ id }) => id === askedId);
  // The address changed in this moment.
  if (askedId !== null && !asked) return null;
  const active = same.filter(({ deletedAt }) => deletedAt === null);
  // Of two who share an address the one who was asked about; a deleted one stands behind whoever is active now.
  const operator = active.find(({ id }) => id === asked?.id) ?? active[0] ?? null;
  return {
    emailKey,
    operator: asked ? { id: asked.id, name: asked.name, email: asked.email, deleted: asked.deletedAt !== null } : null,
    facts: {
      ...{ directory: account.directory, emailKey, contract: toContract(contract) },
      listConfirmedAt: operator ? operator.lastConfirmedAt : listConfirmedAt,
      operatorId: operator?.id ?? null,
      sameAddressIds: active.filter(({ id }) => id !== operator?.id).map(({ id }) => id),
      possibleAddressIds: rows.filter(({ sameAddress }) => !sameAddress).map(({ id }) => id),
      deleted: same.filter(({ deletedAt }) => deletedAt !== null).map(toDeletion),
      ...withSelfChecks(tries?.attempts ?? [], checks),
      password: tries && operator ? passwordOf(operator, tries) : null,
    },
    tried: checks.tried,
  };
}

async function findAddress(accountId: string, operatorId: string): Promise<EmailKey | null> {
  const where = { id: operatorId, accountId };
  const operator = await prisma().operator.findFirst({ where, select: { emailKey: true } });
  return operator && storedEmailKey(operator.emailKey);
}

/** Every holder of the address, active ones first, and active ones whose address only looks alike. */
async function loadHolders(accountId: string, emailKey: EmailKey, askedId: string | null): Promise<HolderRow[]> {
  return queryRows<HolderRow>(sql`
    with found as (
      (select o.*, true as same_address from operators o
       where o.account_id = ${accountId}::uuid and o.email_key = ${emailKey}
       order by (o.id = ${askedId}::uuid) desc, o.deleted_at desc nulls first, o.id limit ${ENOUGH})
      union all
      (select o.*, false from operators o
       where o.account_id = ${accountId}::uuid and o.deleted_at is null
         and o.possible_key = ${possibleKey(emailKey)} and o.email_key <> ${emailKey}
       order by o.id limit ${ENOUGH})
    )
    select id, name, email, email_key as "emailKey", same_address as "sameAddress",
           password_hash is not null as "passwordSet", last_confirmed_at as "lastConfirmedAt",
           deleted_at as "deletedAt", deleted_reason as "deletedReason", deleted_by as "deletedBy"
    from found order by same_address desc, deleted_at desc nulls first, id`);
}

async function lastListAt(accountId: string): Promise<Date | null> {
  const done = { accountId, status: "done" } as const;
  return (await prisma().import.aggregate({ where: done, _max: { finishedAt: true } }))._max.finishedAt;
}

function toDeletion({ id, deletedAt, deletedReason, deletedBy }: HolderRow) {
  const reason: DeletedReason | null = deletedReason === "missing_from_import" ? "missing-from-import" : deletedReason;
  return { operatorId: id, deletedAt, reason, by: deletedBy };
}

/** The last try that counts with each of the results that say something about page or browser. */
type Attempt = { readonly result: string; readonly page: AttemptPage; readonly at: Date; readonly from: string };
type Throttle = { readonly failures: number; readonly lastFailureAt: Date; readonly blockedUntil: Date };

type Tries = { readonly attempts: readonly Attempt[]; readonly throttle: Throttle | undefined };

/** What this server saw of the tries with an address: only a hosted contract knows. */
async function loadTries(accountId: string, emailKey: EmailKey, since: Date): Promise<Tries> {
  const [attempts, throttles] = await Promise.all([
    queryRows<Attempt>(sql`
      select distinct on (result) result, page, created_at as at, browser as "from" from login_attempts
      where account_id = ${accountId}::uuid and created_at > ${since}
        and operator_id = any(array(select id from operators
                                    where account_id = ${accountId}::uuid and email_key = ${emailKey} limit ${ENOUGH}))
        and result in ('success', 'wrong_login_page', 'other_session', 'wrong_password')
      order by result, created_at desc`),
    queryRows<Throttle>(sql`
      select failures, last_failure_at as "lastFailureAt", blocked_until as "blockedUntil" from sign_in_throttles
      where bucket = ${operatorBucket(accountId, emailKey)}`),
  ]);
  return { attempts, throttle: throttles[0] };
}

const lastWith = (attempts: readonly Attempt[], result: string) =>
  attempts.find((attempt) => attempt.result === result);

/** Of several looks at the same thing the newest counts; what went well since closes what went wrong before. */
function withSelfChecks(
  attempts: readonly Attempt[],
  { solvedAt, pageTold, browser }: SelfCheckFacts,
): Pick<LoginFacts, "wrongPageAttempt" | "pageTold" | "browser"> {
  const success = lastWith(attempts, "success")?.at ?? null;
  const since = <Fact extends { readonly at: Date }>(fact: Fact | null) => {
    return fact !== null && [success, solvedAt].every((good) => good === null || fact.at > good) ? fact : null;
  };
  const wrong = lastWith(attempts, "wrong_login_page");
  return {
    wrongPageAttempt: since(wrong ? { kind: wrong.page, at: wrong.at, from: wrong.from } : null),
    pageTold: since(pageTold),
    browser: newerOf(browserOf(attempts), browser),
  };
}

/** A refused try saw another login in that browser; a try that succeeded since saw none. Whose it was is not kept. */
function browserOf(attempts: readonly Attempt[]): BrowserFacts | null {
  const refused = lastWith(attempts, "other_session");
  const success = lastWith(attempts, "success");
  if (refused && (!success || refused.at > success.at))
    return { signedInAs: "", seenAt: refused.at, from: refused.from };
  return success ? { signedInAs: null, seenAt: success.at, from: success.from } : null;
}

function newerOf(one: BrowserFacts | null, other: BrowserFacts | null): BrowserFacts | null {
  if (one === null || other === null) return one ?? other;
  return one.seenAt > other.seenAt ? one : other;
}

function passwordOf({ passwordSet }: HolderRow, { throttle, attempts }: Tries): PasswordFacts {
  return {
    ...{ set: passwordSet, check: null, failures: throttle?.failures ?? 0 },
    ...{ lastFailureAt: throttle?.lastFailureAt ?? null, lockedUntil: throttle?.blockedUntil ?? null },
    lastFailureFrom: lastWith(attempts, "wrong_password")?.from ?? "",
  };
}
