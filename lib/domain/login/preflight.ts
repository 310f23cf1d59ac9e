import type { Contract } from "../contract";
import type { Directory } from "../login-page";
import { CAUSES, diagnose } from "./diagnose";
import { factsOfProfile, type LoginProfile, type ProfileContract } from "./login-profile";
import { CAUSE_SLUGS, type CauseNumber, type CauseSlug, type Evidence, type VerdictState } from "./verdict";

/** People of one contract who do not differ in anything that the rules look at. */
export type ProfileGroup = {
  /** The profile as the database packed it. */
  readonly packed: number;
  readonly profile: LoginProfile;
  readonly people: number;
  /** Their ids hashed into one number, in whatever order: other people, another number. */
  readonly fingerprint: bigint;
};

export type ProfileVerdict = {
  readonly slug: CauseSlug;
  readonly state: VerdictState;
  /** What decided it: the first evidence of the verdict. */
  readonly code: Evidence["code"] | null;
};

export type JudgedGroup = ProfileGroup & {
  /** All six, in the article's order. */
  readonly verdicts: readonly ProfileVerdict[];
};

export type Judgement = {
  readonly groups: readonly JudgedGroup[];
  /** Rules that threw; their verdicts are `unknown`, and the caller logs them. */
  readonly failures: readonly unknown[];
};

/** Judges everybody of a contract by the rules of `diagnose`, once for each profile that occurs. Never throws. */
export function judgeEverybody(groups: readonly ProfileGroup[], contract: ProfileContract, now: Date): Judgement {
  const judged = groups.map((group) => ({ group, ...diagnose(factsOfProfile(group.profile, contract, now), now) }));
  return {
    groups: judged.map(({ group, verdicts }) => ({
      ...group,
      verdicts: verdicts.map(({ slug, state, evidence }) => ({ slug, state, code: evidence[0]?.code ?? null })),
    })),
    failures: judged.flatMap(({ failures }) => failures.map(({ error }) => error)),
  };
}

export type CauseCount = { readonly cause: CauseNumber; readonly slug: CauseSlug } & Readonly<
  Record<VerdictState, number>
>;

export type Preflight = {
  /** Everybody judged: the active operators, and who was deleted and still tries to sign in. */
  readonly operators: number;
  /** Who has a cause that blocks, the contract's included. */
  readonly cannotLogIn: number;
  /** Who has a cause of their own; the contract's keeps out everybody or nobody. Each person counts once. */
  readonly ownCauses: { readonly blocking: number; readonly suspected: number };
  /** Six, in the article's order; the states of each add up to `operators`. */
  readonly byCause: readonly CauseCount[];
};

/** How many people can sign in, and what keeps out those who cannot. */
export function countPreflight(groups: readonly JudgedGroup[]): Preflight {
  const own = (group: JudgedGroup) => worstState(group.verdicts.filter(isOwnCause));
  return {
    operators: peopleIn(groups),
    cannotLogIn: peopleIn(groups.filter(({ verdicts }) => worstState(verdicts) === "blocking")),
    ownCauses: {
      blocking: peopleIn(groups.filter((group) => own(group) === "blocking")),
      suspected: peopleIn(groups.filter((group) => own(group) === "suspected")),
    },
    byCause: CAUSE_SLUGS.map((slug) => countCause(groups, slug)),
  };
}

function countCause(groups: readonly JudgedGroup[], slug: CauseSlug): CauseCount {
  const count = (state: VerdictState) => peopleIn(groups.filter((group) => stateOf(group, slug) === state));
  return {
    ...{ cause: CAUSES[slug].number, slug, blocking: count("blocking"), suspected: count("suspected") },
    ...{ clear: count("clear"), unknown: count("unknown") },
  };
}

/** The states that keep somebody out, or may. */
export const FOUND_STATES = ["blocking", "suspected"] as const satisfies readonly VerdictState[];
export type FoundState = (typeof FOUND_STATES)[number];

export type PreflightFilter = { readonly cause?: CauseSlug | undefined; readonly state?: FoundState | undefined };

/**
 * Whether people are listed under a cause and a state. Without a cause: whoever has one of their own, because the
 * contract's concerns everybody and would hide who has another one besides.
 */
export function isListed({ verdicts }: JudgedGroup, { cause, state }: PreflightFilter): boolean {
  const asked = verdicts.filter((verdict) => (cause === undefined ? isOwnCause(verdict) : verdict.slug === cause));
  return asked.some((verdict) => (state === undefined ? isFound(verdict) : verdict.state === state));
}

/**
 * Whether people with a profile may be listed in a contract of which nothing is known but its directory, so that nobody
 * is looked for in vain. Only ⑥ asks for more of the contract; under it everybody may be.
 */
export function mayBeListed(profile: LoginProfile, directory: Directory, filter: PreflightFilter, now: Date): boolean {
  if (filter.cause !== undefined && !isOwnCause({ slug: filter.cause })) return true;
  const group = { packed: 0, profile, people: 1, fingerprint: 0n };
  const { groups } = judgeEverybody([group], { directory, contract: NOTHING_KNOWN }, now);
  return groups.some((judged) => isListed(judged, filter));
}

const NOTHING_KNOWN: Contract = {
  ...{ status: "unknown", trialEndsOn: null, cancelsOn: null, pastDueSince: null, cardExpiresOn: null },
  statusConfirmedAt: null,
};

/** What keeps these people out, or may, in the article's order. */
export function causesFound({ verdicts }: JudgedGroup): readonly (ProfileVerdict & { readonly state: FoundState })[] {
  return verdicts.filter(isFound);
}

export function isFound(verdict: ProfileVerdict): verdict is ProfileVerdict & { readonly state: FoundState } {
  return FOUND_STATES.some((state) => state === verdict.state);
}

export function stateOf({ verdicts }: JudgedGroup, slug: CauseSlug): VerdictState {
  return verdicts.find((verdict) => verdict.slug === slug)?.state ?? "unknown";
}

export function peopleIn(groups: readonly ProfileGroup[]): number {
  return groups.reduce((total, { people }) => total + people, 0);
}

function isOwnCause({ slug }: Pick<ProfileVerdict, "slug">): boolean {
  return slug !== "inactive-contract";
}

function worstState(verdicts: readonly ProfileVerdict[]): VerdictState | null {
  return FOUND_STATES.find((wanted) => verdicts.some(({ state }) => state === wanted)) ?? null;
}
