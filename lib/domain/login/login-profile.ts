import type { Contract } from "../contract";
import { storedEmailKey } from "../email";
import type { Directory } from "../login-page";
import { type BrowserFacts, freshSince, type LoginFacts, type PageFacts } from "./facts";

/**
 * What the rules look at in one person, as yes and no. Most operators of a contract do not differ in any of it, so a
 * whole contract is judged by the few profiles that occur in it. The order is that of the bits in a packed profile.
 */
export const PROFILE_FACTS = [
  /** Nobody active holds the address, and somebody who was deleted still tries to sign in with it. */
  "deleted",
  "passwordSet",
  "lockedOut",
  "passwordFailing",
  /** Refused for the password so often that the owner should hear of it (REPEATED_FAILURES). No rule reads it. */
  "refusedRepeatedly",
  "sharesAddress",
  "hasLookAlike",
  /** utage: the newest list that showed the operator is current. */
  "onCurrentList",
  "wrongPageSeen",
  /** A self-check told of the page in use, and no wrong page was seen since. */
  "pageTold",
  "pageToldLately",
  "rightPageOpened",
  "otherPageTold",
  "browserSeen",
  "browserSeenLately",
  "otherLoginSeen",
  /** A report of their own is open. No rule reads it. */
  "askedForHelp",
] as const;

export type ProfileFact = (typeof PROFILE_FACTS)[number];
export type LoginProfile = Readonly<Record<ProfileFact, boolean>>;

/** The profile that a number stands for: bit n is the n-th of PROFILE_FACTS. */
export function unpackProfile(packed: number): LoginProfile {
  const facts = PROFILE_FACTS.map((fact, bit) => [fact, ((packed >> bit) & 1) === 1] as const);
  return Object.fromEntries(facts) as Record<ProfileFact, boolean>;
}

/** The contract that people are judged in. */
export type ProfileContract = { readonly directory: Directory; readonly contract: Contract };

/**
 * Facts that are judged as those of everybody with the profile. Ids, addresses and instants stand for others, so only
 * the states of the verdicts and the codes of their evidence may be used.
 */
export function factsOfProfile(profile: LoginProfile, { directory, contract }: ProfileContract, now: Date): LoginFacts {
  return {
    ...{ directory, contract, emailKey: storedEmailKey(""), loginPage: null },
    listConfirmedAt: profile.onCurrentList ? now : null,
    operatorId: profile.deleted ? null : "",
    sameAddressIds: profile.sharesAddress ? [""] : [],
    possibleAddressIds: profile.hasLookAlike ? [""] : [],
    deleted: profile.deleted ? [{ operatorId: "", deletedAt: null, reason: null, by: null }] : [],
    wrongPageAttempt: profile.wrongPageSeen ? { kind: "contract_login", at: longAgo(now) } : null,
    pageTold: pageTold(profile, now),
    browser: browserOf(profile, now),
    password: directory === "hosted" && !profile.deleted ? passwordOf(profile, now) : null,
  };
}

/** No longer fresh. */
function longAgo(now: Date): Date {
  return new Date(freshSince(now).getTime() - 1);
}

function pageTold(profile: LoginProfile, now: Date): PageFacts | null {
  if (!profile.pageTold) return null;
  const { rightPageOpened: openedLoginPage, otherPageTold: sawOtherPage } = profile;
  return { openedLoginPage, sawOtherPage, at: profile.pageToldLately ? now : longAgo(now) };
}

function browserOf({ browserSeen, browserSeenLately, otherLoginSeen }: LoginProfile, now: Date): BrowserFacts | null {
  if (!browserSeen) return null;
  return { signedInAs: otherLoginSeen ? "" : null, seenAt: browserSeenLately ? now : longAgo(now) };
}

function passwordOf({ passwordSet, lockedOut, passwordFailing }: LoginProfile, now: Date): LoginFacts["password"] {
  return {
    ...{ set: passwordSet, check: null, failures: passwordFailing ? 1 : 0, lastFailureAt: null },
    lockedUntil: lockedOut ? new Date(now.getTime() + 1) : null,
  };
}
