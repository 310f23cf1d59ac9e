import type { LoginProfile } from "./login-profile";
import { type JudgedGroup, type ProfileGroup, peopleIn, stateOf } from "./preflight";
import { CAUSE_SLUGS, type CauseSlug } from "./verdict";

/** The people whom the finding of one cause is about. */
export type Affected = {
  readonly people: number;
  /** Stands for exactly these people, whatever the order: with anybody more, less or else it is another one. */
  readonly fingerprint: string;
};

/** Who is affected by each cause. The contract concerns everybody, so its finding is about nobody in particular. */
export function affectedByCause(groups: readonly JudgedGroup[]): Readonly<Record<CauseSlug, Affected>> {
  const entries = CAUSE_SLUGS.map((slug) => {
    const affected = groups.filter((group) => isAffected(group, slug));
    return [slug, { people: peopleIn(affected), fingerprint: fingerprintOf(affected) }] as const;
  });
  return Object.fromEntries(entries) as Record<CauseSlug, Affected>;
}

/** Whether these people are among those whom the finding of a cause is about. */
export function isAffected(group: JudgedGroup, slug: CauseSlug): boolean {
  const { profile } = group;
  const state = stateOf(group, slug);
  switch (slug) {
    case "wrong-login-page":
      return isOnWrongPage(profile);
    case "other-session":
      return state === "blocking" || state === "suspected" || profile.askedForHelp;
    case "wrong-password":
      // One or two wrong passwords are a slip of the hand, and no finding; those of somebody deleted are no news.
      return state === "blocking" || (profile.refusedRepeatedly && !profile.deleted);
    case "duplicate-email":
    case "deleted-operator":
      return state === "blocking" || state === "suspected";
    case "inactive-contract":
      return false;
  }
}

/** Seen there by this server, and no self-check has told since that they went on from the right one. */
function isOnWrongPage({ wrongPageSeen, pageTold }: LoginProfile): boolean {
  return wrongPageSeen && !pageTold;
}

function fingerprintOf(groups: readonly ProfileGroup[]): string {
  const combined = groups.reduce((all, { fingerprint }) => all ^ fingerprint, 0n);
  return BigInt.asUintN(64, combined).toString(16).padStart(16, "0");
}

/** The counts of people that the check-up sheet is graded by; see `HealthFacts`. */
export type PeopleCounts = {
  readonly active: number;
  readonly duplicateOperators: number;
  readonly possibleOperators: number;
  readonly passwordNotSet: number;
  readonly passwordTrouble: number;
  readonly wrongPageUsers: number;
  readonly deletedStillTrying: number;
};

/** Counts people by what was seen of them. */
export function countPeople(groups: readonly ProfileGroup[]): PeopleCounts {
  const count = (has: (profile: LoginProfile) => boolean) => peopleIn(groups.filter(({ profile }) => has(profile)));
  return {
    active: count((profile) => !profile.deleted),
    duplicateOperators: count((profile) => profile.sharesAddress),
    possibleOperators: count((profile) => !profile.deleted && profile.hasLookAlike),
    passwordNotSet: count((profile) => !profile.deleted && !profile.passwordSet),
    passwordTrouble: count(
      (profile) => !profile.deleted && profile.passwordSet && (profile.lockedOut || profile.refusedRepeatedly),
    ),
    wrongPageUsers: count(isOnWrongPage),
    deletedStillTrying: count((profile) => profile.deleted),
  };
}
