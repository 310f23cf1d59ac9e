import type { VerdictState } from "./verdict";

/**
 * A case: somebody could not sign in, kept until it is proven repaired. Proof is a sign-in that succeeded, or all six
 * causes checked and clear; on UTAGE, where no sign-in is seen, the person's own word in a self-check. Else the owner
 * closes it by hand. `joined`: a report about somebody with an open case.
 */
export const CASE_CLOSINGS = ["signed_in", "all_clear", "told", "by_hand", "joined"] as const;
export type CaseClosing = (typeof CASE_CLOSINGS)[number];

export const CASE_ORIGINS = ["owner", "self_check"] as const;
export type CaseOrigin = (typeof CASE_ORIGINS)[number];

/** The states of the six causes in the article's order; empty: nobody could be judged yet. */
export type CauseStates = readonly VerdictState[];

/** What is kept of somebody: the open case, else the one that was closed last. */
export type KnownCase = {
  readonly states: CauseStates;
  /** null: it is open. */
  readonly closed: { readonly at: Date; readonly as: CaseClosing } | null;
};

export type CaseAct = "open" | "update" | "close" | "none";

/** How long a closed case is not opened again by looking at the same person, unless something new is found. */
export const QUIET_HOURS = 24;

/**
 * What a verdict does to the case of the person. A cause that blocks, or may, opens one; looking at somebody who has
 * none opens nothing. Within a day of its closing a case is opened again only for something new: the owner has said that
 * it is over, or a sign-in has proven it, and the page that shows the verdict asks again and again.
 */
export function actOnVerdict(known: KnownCase | null, states: CauseStates, now: Date): CaseAct {
  if (known !== null && known.closed === null) return isSettled(known.states, states) ? "close" : "update";
  if (!states.some((state) => weightOf(state) > 0)) return "none";
  if (known === null || !isQuiet(known, now)) return "open";
  return states.some((state, index) => weightOf(state) > leftBehind(known, index)) ? "open" : "none";
}

/** Whether a case was closed so short a time ago that it still says how the person stands. */
export function isQuiet({ closed }: KnownCase, now: Date): boolean {
  return closed !== null && now.getTime() - closed.at.getTime() < QUIET_HOURS * 3_600_000;
}

/**
 * Every check passes now and did not before. Where all six were clear when somebody reported that it fails, nothing was
 * repaired by their being clear still: that is for the vendor's support.
 */
function isSettled(before: CauseStates, after: CauseStates): boolean {
  return isAllClear(after) && !isAllClear(before);
}

/** `unknown` is never clear, so a cause that cannot be checked keeps a case open. */
function isAllClear(states: CauseStates): boolean {
  return states.length > 0 && states.every((state) => state === "clear");
}

const WEIGHTS: Readonly<Record<VerdictState, number>> = { blocking: 2, suspected: 1, unknown: 0, clear: 0 };

function weightOf(state: VerdictState): number {
  return WEIGHTS[state];
}

/** What was known of one cause when the case was closed. What blocked before a sign-in or a full check blocks no more. */
function leftBehind({ states, closed }: KnownCase, index: number): number {
  const state = states[index] ?? "unknown";
  return state === "blocking" && closed?.as !== "by_hand" ? 0 : weightOf(state);
}
