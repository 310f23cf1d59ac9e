import "server-only";
import type { Contract } from "@/lib/domain/contract";
import { type EmailKey, storedEmailKey } from "@/lib/domain/email";
import type { BrowserFacts, LoginFacts, PasswordFacts } from "@/lib/domain/login/facts";
import type { PersonsCause } from "@/lib/domain/login/verdict";
import type { DeletedReason } from "@/lib/domain/operator";
import type { AttemptResult } from "@/prisma/generated/enums";
import { type StoredCase, toStoredCase } from "../cases/find-case-of";
import { type AttemptOf, findAddressOf, type HolderOf, readPerson, type StoredPerson } from "./read-person";
import { type SelfCheckFacts, toSelfCheckFacts } from "./self-check-facts";

type Account = { readonly id: string; readonly directory: "utage" | "hosted" };

/** Whom to judge: an operator of the account, active or deleted, or an address. */
export type Subject = { readonly operatorId: string } | { readonly emailKey: EmailKey };

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
  /** What is kept of this person. */
  readonly known: StoredCase | null;
};

/**
 * The facts of one person in one statement, however many operators the contract has; for an operator the address is looked
 * up first. null for an operator who is not this account's.
 */
export async function loadLoginFacts(account: Account, subject: Subject, now: Date): Promise<LoadedSubject | null> {
  const askedId = "operatorId" in subject ? subject.operatorId : null;
  const emailKey = "emailKey" in subject ? subject.emailKey : await findAddress(account.id, subject.operatorId);
  if (emailKey === null) return null;
  const person = await readPerson({ accountId: account.id, emailKey, askedId }, now);
  const { holders } = person;
  const asked = askedId === null ? holders[0] : holders.find(({ id }) => id === askedId);
  // The address changed in this moment.
  if (askedId !== null && !asked) return null;
  const checks = toSelfCheckFacts(person.selfChecks, now);
  return {
    emailKey,
    operator: asked ? { id: asked.id, name: asked.name, email: asked.email, deleted: asked.deletedAt !== null } : null,
    facts: { directory: account.directory, emailKey, ...factsOf(person, account, { asked, checks }) },
    tried: checks.tried,
    known: person.knownCase && toStoredCase(person.knownCase),
  };
}

type Found = { readonly asked: HolderOf | undefined; readonly checks: SelfCheckFacts };

function factsOf(person: StoredPerson, { directory }: Account, { asked, checks }: Found) {
  const { holders, newestListAt, possibleAddressIds } = person;
  const active = holders.filter(({ deletedAt }) => deletedAt === null);
  // Of two who share an address the one who was asked about; a deleted one stands behind whoever is active now.
  const operator = active.find(({ id }) => id === asked?.id) ?? active[0] ?? null;
  // What this server saw of the tries with an address: only a hosted contract knows.
  const tries = directory === "hosted" ? person : null;
  return {
    contract: contractOf(person),
    listConfirmedAt: operator ? instantOf(operator.lastConfirmedAt) : newestListAt,
    operatorId: operator?.id ?? null,
    sameAddressIds: active.filter(({ id }) => id !== operator?.id).map(({ id }) => id),
    possibleAddressIds,
    deleted: holders.filter(({ deletedAt }) => deletedAt !== null).map(toDeletion),
    ...withSelfChecks(tries?.attempts ?? [], checks),
    password: tries && operator ? passwordOf(operator, tries) : null,
  };
}

function contractOf(person: StoredPerson): Contract {
  const { status, trialEndsOn, cancelsOn, pastDueSince, cardExpiresOn, statusConfirmedAt } = person;
  return { status, trialEndsOn, cancelsOn, pastDueSince, cardExpiresOn, statusConfirmedAt };
}

async function findAddress(accountId: string, operatorId: string): Promise<EmailKey | null> {
  const emailKey = await findAddressOf(accountId, operatorId);
  return emailKey === null ? null : storedEmailKey(emailKey);
}

function toDeletion({ id, deletedAt, deletedReason, deletedBy }: HolderOf) {
  const reason: DeletedReason | null = deletedReason === "missing_from_import" ? "missing-from-import" : deletedReason;
  return { operatorId: id, deletedAt: instantOf(deletedAt), reason, by: deletedBy };
}

const instantOf = (stored: string | null): Date | null => (stored === null ? null : new Date(stored));

function lastWith(attempts: readonly AttemptOf[], result: AttemptResult) {
  const last = attempts.find((attempt) => attempt.result === result);
  return last && { ...last, at: new Date(last.at) };
}

/** Of several looks at the same thing the newest counts; what went well since closes what went wrong before. */
function withSelfChecks(
  attempts: readonly AttemptOf[],
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
function browserOf(attempts: readonly AttemptOf[]): BrowserFacts | null {
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

type Tries = Pick<StoredPerson, "attempts" | "throttle">;

function passwordOf({ passwordSet }: HolderOf, { throttle, attempts }: Tries): PasswordFacts {
  return {
    ...{ set: passwordSet, check: null, failures: throttle?.failures ?? 0 },
    lastFailureAt: throttle && new Date(throttle.lastFailureAt),
    lockedUntil: throttle && new Date(throttle.blockedUntil),
    lastFailureFrom: lastWith(attempts, "wrong_password")?.from ?? "",
  };
}
