import { judgeDeletedOperator } from "./causes/deleted-operator";
import { judgeDuplicateEmail } from "./causes/duplicate-email";
import { judgeInactiveContract } from "./causes/inactive-contract";
import { judgeOtherSession } from "./causes/other-session";
import { judgeWrongLoginPage } from "./causes/wrong-login-page";
import { judgeWrongPassword } from "./causes/wrong-password";
import type { LoginFacts } from "./facts";
import {
  CAUSE_SLUGS,
  type CauseNumber,
  type CauseSlug,
  PERSONS_CAUSES,
  type Remedy,
  type Verdict,
  type VerdictState,
} from "./verdict";

export type Cause = {
  readonly number: CauseNumber;
  readonly judge: (facts: LoginFacts, now: Date) => Verdict;
};

/** The registry: every cause of the article, its number there, and the one rule that judges it. */
export const CAUSES: Readonly<Record<CauseSlug, Cause>> = {
  "wrong-login-page": { number: 1, judge: judgeWrongLoginPage },
  "other-session": { number: 2, judge: judgeOtherSession },
  "duplicate-email": { number: 3, judge: judgeDuplicateEmail },
  "wrong-password": { number: 4, judge: judgeWrongPassword },
  "deleted-operator": { number: 5, judge: judgeDeletedOperator },
  "inactive-contract": { number: 6, judge: judgeInactiveContract },
};

export type CauseVerdict = Verdict & { readonly cause: CauseNumber; readonly slug: CauseSlug };

export type NextStep = {
  readonly slug: CauseSlug | "contact-support";
  readonly state: VerdictState;
  /** The first remedy of that verdict; null when it has none. */
  readonly remedy: Remedy | null;
};

export type Diagnosis = {
  /** All six, in the article's order. */
  readonly verdicts: readonly CauseVerdict[];
  readonly nextStep: NextStep;
  /** Rules that threw; their verdict is `unknown`, and the caller logs them. */
  readonly failures: readonly { readonly slug: CauseSlug; readonly error: unknown }[];
};

/**
 * Judges all six causes for one address, so that a second cause behind the first is seen at once. Never throws.
 * @param causes the registry; another one only to prove what happens when a rule fails
 */
export function diagnose(facts: LoginFacts, now: Date, causes: Readonly<Record<CauseSlug, Cause>> = CAUSES): Diagnosis {
  const failures: { slug: CauseSlug; error: unknown }[] = [];
  const verdicts = CAUSE_SLUGS.map((slug): CauseVerdict => {
    const { number, judge } = causes[slug];
    try {
      return { cause: number, slug, ...afterTrying(judge(facts, now), slug, facts) };
    } catch (error) {
      failures.push({ slug, error });
      return { cause: number, slug, state: "unknown", evidence: [{ code: "rule_failed" }], remedies: [] };
    }
  });
  return { verdicts, nextStep: nextStepOf(verdicts), failures };
}

type Trying = Pick<LoginFacts, "directory" | "tried">;

/**
 * What nobody can see from here the person rules out by trying: the article's way for causes 1, 2 and 4. Facts outweigh
 * it: it clears what is unknown, and no password that is kept here.
 */
function triedInVain(state: VerdictState, slug: CauseSlug | undefined, { directory, tried = [] }: Trying) {
  const cause = PERSONS_CAUSES.find((one) => one === slug);
  const isKnownHere = cause === "wrong-password" && directory === "hosted";
  if (cause === undefined || isKnownHere || state !== "unknown" || !tried.includes(cause)) return null;
  return cause;
}

function afterTrying(verdict: Verdict, slug: CauseSlug, facts: LoginFacts): Verdict {
  const cause = triedInVain(verdict.state, slug, facts);
  return cause === null ? verdict : { state: "clear", evidence: [{ code: "tried", slug: cause }], remedies: [] };
}

/** The states of the six causes in the article's order, with what was tried in vain ruled out. */
export function statesAfterTrying(states: readonly VerdictState[], trying: Trying): readonly VerdictState[] {
  return states.map((state, index) => (triedInVain(state, CAUSE_SLUGS[index], trying) === null ? state : "clear"));
}

/** What blocks comes first, then what may, then what nobody has checked; support only when all six are ruled out. */
function nextStepOf(verdicts: readonly CauseVerdict[]): NextStep {
  const step = nextCause(verdicts.map(({ state }) => state));
  return { ...step, remedy: verdicts.find(({ slug }) => slug === step.slug)?.remedies[0] ?? null };
}

const URGENCY: readonly VerdictState[] = ["blocking", "suspected", "unknown"];

/** Where to begin, by the states of the six causes in the article's order. */
export function nextCause(states: readonly VerdictState[]): Pick<NextStep, "slug" | "state"> {
  for (const state of URGENCY) {
    const slug = CAUSE_SLUGS[states.indexOf(state)];
    if (slug !== undefined) return { slug, state };
  }
  return { slug: "contact-support", state: "clear" };
}
