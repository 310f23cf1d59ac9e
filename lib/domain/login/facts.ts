import { type Contract, STALE_DAYS } from "../contract";
import type { EmailKey } from "../email";
import type { Directory, LoginPageKind, LoginPageVerdict } from "../login-page";
import type { DeletedReason } from "../operator";
import { startOfTokyoDay } from "../tokyo-time";
import type { PersonsCause } from "./verdict";

/** The browser that something was seen in, such as `Chrome / Windows`; left out, or empty: not known. */
type SeenFrom = { readonly from?: string };

/** What is known of the password of a hosted operator. */
export type PasswordFacts = {
  readonly set: boolean;
  /** The answer of a check made just now; null: none was made. */
  readonly check: "right" | "wrong" | null;
  /** Failures since the last success; null: attempts are not recorded. */
  readonly failures: number | null;
  readonly lastFailureAt: Date | null;
  readonly lastFailureFrom?: string;
  /** null: not locked. */
  readonly lockedUntil: Date | null;
};

export type DeletedOperatorFacts = {
  readonly operatorId: string;
  readonly deletedAt: Date | null;
  readonly reason: DeletedReason | null;
  readonly by: string | null;
};

/** The login alive in the person's own browser, as a self-check or a try to sign in saw it. */
export type BrowserFacts = SeenFrom & {
  /** Who is signed in there; null: nobody. */
  readonly signedInAs: string | null;
  readonly seenAt: Date;
  /** Left out: a try to sign in. */
  readonly seenBy?: "sign-in" | "self-check";
};

/** What the person told of the page in use, at the last self-check. */
export type PageFacts = {
  /** The button with the right address was used, and the person went on from there. */
  readonly openedLoginPage: boolean;
  /** Another page than the login page, or an error, was to be seen. */
  readonly sawOtherPage: boolean;
  readonly at: Date;
};

/**
 * Everything that the six causes are judged by, for one address in one contract, loaded at once before judging.
 * null always means "not known": a rule answers `unknown` to it, never `clear`.
 */
export type LoginFacts = {
  readonly directory: Directory;
  readonly emailKey: EmailKey;
  readonly contract: Contract;
  /** utage: when a list last confirmed the operators; null: never. Hosted: Kenshin is the directory, always current. */
  readonly listConfirmedAt: Date | null;
  /** The active operator in question; null: nobody active holds the address. */
  readonly operatorId: string | null;
  /** Active operators with the same address, apart from the one in question. */
  readonly sameAddressIds: readonly string[];
  /** Active operators whose address only looks alike. */
  readonly possibleAddressIds: readonly string[];
  /** Deleted operators of the address, the latest deletion first. */
  readonly deleted: readonly DeletedOperatorFacts[];
  /** The page the person uses, judged; null: nobody has said. */
  readonly loginPage: Pick<LoginPageVerdict, "kind" | "correct" | "advice"> | null;
  /** The last attempt on a page where this operator cannot sign in; null: none is known. */
  readonly wrongPageAttempt: (SeenFrom & { readonly kind: LoginPageKind; readonly at: Date }) | null;
  /** null, or left out: no self-check since the last successful sign-in. */
  readonly pageTold?: PageFacts | null;
  readonly browser: BrowserFacts | null;
  /** null: passwords live elsewhere (utage), or there is no operator. */
  readonly password: PasswordFacts | null;
  /** What the person has done about these causes without getting in, as somebody says; left out: nothing. */
  readonly tried?: readonly PersonsCause[];
};

/** Whether what is known of the operators can be taken at its word: hosted always, a list for 90 days. */
export function isListCurrent(facts: LoginFacts, now: Date): boolean {
  if (facts.directory === "hosted") return true;
  return facts.listConfirmedAt !== null && facts.listConfirmedAt >= currentListSince(now);
}

/** The first instant of the day (Asia/Tokyo) from which on a list is current. */
export function currentListSince(now: Date): Date {
  return startOfTokyoDay(now, -STALE_DAYS);
}

/** How long a try to sign in, or a self-check, counts, in days. What a later success has overtaken does not count at all. */
const ATTEMPT_DAYS = 30;

/** The instant after which tries to sign in and self-checks count. */
export function attemptsCountAfter(now: Date): Date {
  return new Date(now.getTime() - ATTEMPT_DAYS * 86_400_000);
}

/** How long a look into the person's browser counts; people sign in and out, and change pages, within a day. */
const BROWSER_FACT_HOURS = 24;

/** Whether what was seen in a browser then can be taken for what is there now. */
export function isFresh(seenAt: Date, now: Date): boolean {
  return seenAt >= freshSince(now);
}

/** The first instant from which on what was seen in a browser is fresh. */
export function freshSince(now: Date): Date {
  return new Date(now.getTime() - BROWSER_FACT_HOURS * 3_600_000);
}
