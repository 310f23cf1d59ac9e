import { type Contract, type ContractFinding, contractFindings } from "../contract";
import type { EmailKey } from "../email";
import type { LoginPageKind } from "../login-page";
import { judgeOtherSession } from "./causes/other-session";
import { CAUSES } from "./diagnose";
import type { BrowserFacts, DeletedOperatorFacts, LoginFacts } from "./facts";
import { CAUSE_SLUGS, type CauseSlug } from "./verdict";

/** Where a sign-in was tried: this contract's operator page, another contract's operator page, or the contract's own page. */
export type AttemptPage = Extract<LoginPageKind, "operator_page" | "other_contract" | "contract_login">;

/** One try to sign in with an address of a hosted contract, before its password is looked at. */
export type LoginAttempt = {
  readonly page: AttemptPage;
  /** Who is signed in in this browser, whoever it is; null: nobody. */
  readonly signedInAs: string | null;
  readonly emailKey: EmailKey;
  readonly contract: Contract;
  /** The contract's active operators with the address; the password is compared with that of the first. */
  readonly active: readonly { readonly operatorId: string; readonly passwordSet: boolean }[];
  readonly deleted: readonly DeletedOperatorFacts[];
  /** The delay or lock that this try ran into, not the one it starts itself; null: none. */
  readonly lockedUntil: Date | null;
};

/** `passwordMatches` is false, too, where there was no password to compare with or none was looked at. */
export type CheckedAttempt = LoginAttempt & { readonly passwordMatches: boolean };

export type Refusal = { readonly allow: false; readonly cause: CauseSlug | "unknown-address" };
export type Decision =
  | {
      readonly allow: true;
      readonly operatorId: string;
      /** What the owner should hear of the contract although people still get in, past due for one; the gravest first. */
      readonly warnings: readonly ContractFinding[];
    }
  | Refusal;

/**
 * What is refused before the password is looked at: one browser holds one login (article cause 2). null: go on, spend
 * one hash whatever the facts are (S15), and `decide`.
 */
export function decideBeforePassword(attempt: Pick<LoginAttempt, "signedInAs">, now: Date): Refusal | null {
  const { state } = judgeOtherSession({ browser: browserOf(attempt, now) }, now);
  return state === "blocking" ? { allow: false, cause: "other-session" } : null;
}

/**
 * Whether an operator may sign in, by the rules of CAUSES: refused is who has a cause that blocks. After cause 2 the first
 * one in the article's order is named. An address without an active operator has cause 5 or is unknown; then neither
 * page nor contract matters. A rule that throws is the caller's error to handle, and opens no door (S57).
 */
export function decide(attempt: CheckedAttempt, now: Date): Decision {
  const early = decideBeforePassword(attempt, now);
  if (early !== null) return early;
  const facts = factsOfAttempt(attempt, now);
  const blocks = (slug: CauseSlug) => CAUSES[slug].judge(facts, now).state === "blocking";
  if (facts.operatorId === null) {
    return { allow: false, cause: blocks("deleted-operator") ? "deleted-operator" : "unknown-address" };
  }
  const cause = CAUSE_SLUGS.find(blocks);
  if (cause !== undefined) return { allow: false, cause };
  return { allow: true, operatorId: facts.operatorId, warnings: contractFindings(attempt.contract, now).findings };
}

/** The attempt as facts for `diagnose`, so that the other causes behind the one that was named can be seen. */
export function factsOfAttempt(attempt: CheckedAttempt, now: Date): LoginFacts {
  const [operator, ...others] = attempt.active;
  const { page } = attempt;
  return {
    directory: "hosted",
    emailKey: attempt.emailKey,
    contract: attempt.contract,
    listConfirmedAt: null,
    operatorId: operator?.operatorId ?? null,
    sameAddressIds: others.map(({ operatorId }) => operatorId),
    // Look-alikes are never identity (S21), so no sign-in depends on them and none are looked up for one.
    possibleAddressIds: [],
    deleted: attempt.deleted,
    loginPage: {
      kind: page,
      correct: page === "operator_page",
      advice: page === "operator_page" ? "right_page" : page,
    },
    wrongPageAttempt: null,
    browser: browserOf(attempt, now),
    password: operator
      ? {
          set: operator.passwordSet,
          check: attempt.passwordMatches ? "right" : "wrong",
          failures: null,
          lastFailureAt: null,
          lockedUntil: attempt.lockedUntil,
        }
      : null,
  };
}

function browserOf({ signedInAs }: Pick<LoginAttempt, "signedInAs">, now: Date): BrowserFacts {
  return { signedInAs, seenAt: now };
}
