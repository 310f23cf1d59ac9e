import "server-only";
import { type EmailKey, possibleKey, storedEmailKey } from "@/lib/domain/email";
import type { BrowserFacts, LoginFacts, PasswordFacts } from "@/lib/domain/login/facts";
import type { DeletedReason } from "@/lib/domain/operator";
import type { AttemptPage } from "@/prisma/generated/enums";
import { CONTRACT_SELECT, toContract } from "../contracts/contract-record";
import { prisma } from "../db";
import { operatorBucket } from "../sign-in-throttle";
import { queryRows, sql } from "../sql";

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
};

/** How long a try on the wrong page is worth a suspicion, in days. */
const ATTEMPT_DAYS = 30;
/** More holders of one address change no verdict. */
const ENOUGH = 200;

/**
 * The facts of one person in two rounds of set-wise statements, however many operators the contract has. null for an
 * operator who is not this account's.
 */
export async function loadLoginFacts(account: Account, subject: Subject, now: Date): Promise<LoadedSubject | null> {
  const [rows, contract, lists] = await Promise.all([
    loadHolders(account.id, subject),
    prisma().contract.findUniqueOrThrow({ where: { accountId: account.id }, select: CONTRACT_SELECT }),
    prisma().import.aggregate({ where: { accountId: account.id, status: "done" }, _max: { finishedAt: true } }),
  ]);
  const same = rows.filter(({ sameAddress }) => sameAddress);
  const asked = "operatorId" in subject ? same.find(({ id }) => id === subject.operatorId) : same[0];
  if ("operatorId" in subject && !asked) return null;
  const emailKey = asked ? storedEmailKey(asked.emailKey) : "emailKey" in subject ? subject.emailKey : null;
  if (emailKey === null) return null;
  const active = same.filter(({ deletedAt }) => deletedAt === null);
  // Of two who share an address the one who was asked about; a deleted one stands behind whoever is active now.
  const operator = active.find(({ id }) => id === asked?.id) ?? active[0] ?? null;
  const access =
    account.directory === "hosted"
      ? await loadAccess(account.id, { emailKey, operator, holderIds: same.map(({ id }) => id) }, now)
      : { password: null, wrongPageAttempt: null, browser: null };
  return {
    emailKey,
    operator: asked ? { id: asked.id, name: asked.name, email: asked.email, deleted: asked.deletedAt !== null } : null,
    facts: {
      ...{ directory: account.directory, emailKey, contract: toContract(contract) },
      listConfirmedAt: operator ? operator.lastConfirmedAt : lists._max.finishedAt,
      operatorId: operator?.id ?? null,
      sameAddressIds: active.filter(({ id }) => id !== operator?.id).map(({ id }) => id),
      possibleAddressIds: rows.filter(({ sameAddress }) => !sameAddress).map(({ id }) => id),
      deleted: same.filter(({ deletedAt }) => deletedAt !== null).map(toDeletion),
      ...access,
    },
  };
}

/** Every holder of the address, active ones first, and active ones whose address only looks alike. */
async function loadHolders(accountId: string, subject: Subject): Promise<HolderRow[]> {
  const asked =
    "operatorId" in subject
      ? sql`select email_key, possible_key from operators
            where account_id = ${accountId}::uuid and id = ${subject.operatorId}::uuid`
      : sql`select ${subject.emailKey}::text collate "C" as email_key,
                   ${possibleKey(subject.emailKey)}::text collate "C" as possible_key`;
  return queryRows<HolderRow>(sql`
    with asked as (${asked}),
    found as (
      (select o.*, true as same_address from operators o join asked on asked.email_key = o.email_key
       where o.account_id = ${accountId}::uuid order by o.deleted_at desc nulls first, o.id limit ${ENOUGH})
      union all
      (select o.*, false from operators o join asked on asked.possible_key = o.possible_key
       where o.account_id = ${accountId}::uuid and o.deleted_at is null and o.email_key <> asked.email_key
       order by o.id limit ${ENOUGH})
    )
    select id, name, email, email_key as "emailKey", same_address as "sameAddress",
           password_hash is not null as "passwordSet", last_confirmed_at as "lastConfirmedAt",
           deleted_at as "deletedAt", deleted_reason as "deletedReason", deleted_by as "deletedBy"
    from found order by same_address desc, deleted_at desc nulls first, id`);
}

function toDeletion({ id, deletedAt, deletedReason, deletedBy }: HolderRow) {
  const reason: DeletedReason | null = deletedReason === "missing_from_import" ? "missing-from-import" : deletedReason;
  return { operatorId: id, deletedAt, reason, by: deletedBy };
}

type Person = {
  readonly emailKey: EmailKey;
  readonly operator: HolderRow | null;
  readonly holderIds: readonly string[];
};
type Access = Pick<LoginFacts, "password" | "wrongPageAttempt" | "browser">;

/** What this server saw of the person's tries: only a hosted contract knows. */
async function loadAccess(accountId: string, person: Person, now: Date): Promise<Access> {
  const since = new Date(now.getTime() - ATTEMPT_DAYS * 86_400_000);
  const [attempts, throttles] = await Promise.all([
    queryRows<{ result: string; page: AttemptPage; at: Date }>(sql`
      select distinct on (result) result, page, created_at as at from login_attempts
      where account_id = ${accountId}::uuid and operator_id = any(${person.holderIds}::uuid[])
        and result in ('success', 'wrong_login_page', 'other_session') and created_at > ${since}
      order by result, created_at desc`),
    queryRows<{ failures: number; lastFailureAt: Date; blockedUntil: Date }>(sql`
      select failures, last_failure_at as "lastFailureAt", blocked_until as "blockedUntil" from sign_in_throttles
      where bucket = ${operatorBucket(accountId, person.emailKey)}`),
  ]);
  const last = (result: string) => attempts.find((attempt) => attempt.result === result);
  const success = last("success")?.at ?? new Date(0);
  const wrongPage = last("wrong_login_page");
  const isOpen = wrongPage && wrongPage.at > success;
  return {
    wrongPageAttempt: isOpen ? { kind: wrongPage.page, at: wrongPage.at } : null,
    browser: browserOf(last("other_session")?.at, last("success")?.at),
    password: person.operator && passwordOf(person.operator, throttles[0]),
  };
}

/** A refused try saw another login in that browser; a try that succeeded since saw none. Whose it was is not kept. */
function browserOf(refusedAt: Date | undefined, succeededAt: Date | undefined): BrowserFacts | null {
  if (refusedAt && (!succeededAt || refusedAt > succeededAt)) return { signedInAs: "", seenAt: refusedAt };
  return succeededAt ? { signedInAs: null, seenAt: succeededAt } : null;
}

type Throttle = { readonly failures: number; readonly lastFailureAt: Date; readonly blockedUntil: Date };

function passwordOf({ passwordSet }: HolderRow, throttle: Throttle | undefined): PasswordFacts {
  return {
    ...{ set: passwordSet, check: null, failures: throttle?.failures ?? 0 },
    ...{ lastFailureAt: throttle?.lastFailureAt ?? null, lockedUntil: throttle?.blockedUntil ?? null },
  };
}
