import { type BrowserGuide, isInsideApp } from "./browser-guide";

/**
 * What the person has before their eyes: the article's sentence, a page of somebody who is signed in already, or anything
 * but the operator login page.
 */
export const SEEN = ["refused", "other_account", "other_page"] as const;
export type Seen = (typeof SEEN)[number];

/** Everything a person can do alone, in the order of the article; what comes first makes the rest possible. */
export const SELF_CHECK_STEPS = [
  "leave-app",
  "allow-cookies",
  "open-login-page",
  "log-out-here",
  "log-out-elsewhere",
  "use-private-window",
  "reset-password",
] as const;
export type SelfCheckStep = (typeof SELF_CHECK_STEPS)[number];

/**
 * `looked`: has said what is to be seen. `solved`: could sign in. `reported`: asks the owner for help.
 */
export const SELF_CHECK_OUTCOMES = ["looked", "solved", "reported"] as const;
export type SelfCheckOutcome = (typeof SELF_CHECK_OUTCOMES)[number];

/** Most characters of what a person writes to the owner. */
export const REPORTER_NAME_MAX = 100;
export const REPORT_NOTE_MAX = 1000;

/** What is known of a person who cannot sign in, and of the browser in their hands. null always means "cannot be told". */
export type SelfCheckFacts = {
  readonly guide: BrowserGuide;
  readonly seen: Seen | null;
  /** Whether a login is alive in this browser. Hosted: the server has looked at the cookie. null on UTAGE. */
  readonly loginHere: boolean | null;
  readonly cookies: boolean | null;
  readonly privateWindow: boolean | null;
  /** What the person has done already; `open-login-page` with the button on the page. */
  readonly tried: readonly SelfCheckStep[];
};

/** The steps that are left for this person in this browser (article, causes 1, 2 and 4). The other causes are the owner's to mend. */
export function remainingSteps(facts: SelfCheckFacts): SelfCheckStep[] {
  const needed = neededSteps(facts);
  return SELF_CHECK_STEPS.filter((step) => needed[step] && !facts.tried.includes(step));
}

/** What the page can say at once, before anything is asked: these stand in the way of everything else. */
const OBSTACLES: readonly SelfCheckStep[] = ["leave-app", "allow-cookies", "log-out-here"];

/** The steps of the walk, those already tried among them, in order: what remained at its beginning, obstacles apart. */
export function stepsToWalk(facts: SelfCheckFacts): SelfCheckStep[] {
  return remainingSteps({ ...facts, tried: [] }).filter((step) => !OBSTACLES.includes(step));
}

function neededSteps(facts: SelfCheckFacts): Readonly<Record<SelfCheckStep, boolean>> {
  const insideApp = isInsideApp(facts.guide);
  const triedApart = facts.tried.includes("use-private-window");
  const perhapsElsewhere = facts.loginHere !== true && !triedApart && otherLogin(facts) !== false;
  return {
    "leave-app": insideApp,
    "allow-cookies": facts.cookies === false,
    "open-login-page": true,
    "log-out-here": facts.loginHere === true,
    "log-out-elsewhere": perhapsElsewhere,
    "use-private-window": perhapsElsewhere && !insideApp && facts.privateWindow !== true,
    "reset-password": true,
  };
}

/**
 * Whether another login is in the way (cause 2); null: cannot be told. A login that the server sees decides. Elsewhere what
 * the person sees does, until it fails in a private window, too, which holds no other login.
 */
export function otherLogin({ loginHere, seen, cookies, tried }: SelfCheckFacts): boolean | null {
  if (loginHere !== null) return loginHere;
  if (tried.includes("use-private-window")) return null;
  if (seen === "other_account") return true;
  // A browser that keeps no cookies keeps no login either.
  return cookies === false ? false : null;
}
