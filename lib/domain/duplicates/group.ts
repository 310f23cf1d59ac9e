import type { EmailKey, PossibleKey } from "../email";
import type { DuplicateCandidate } from "../operator";

/** `same`: one address held more than once (article cause 3). `possible`: different addresses that may be one person's. */
export type DuplicateConfidence = "same" | "possible";

/** The criterion that singled the survivor out. */
export type SurvivorReason =
  | "not_on_deletion_list"
  | "latest_login"
  | "most_permissions"
  | "oldest_registration"
  | "first_added";

export type SurvivorRecommendation = { readonly survivorId: string; readonly reason: SurvivorReason };

/** What tells whether operators share an address. */
export type AddressHolder = {
  /** Grows in the order in which they were added. */
  readonly id: string | number;
  readonly emailKey: EmailKey;
  readonly possibleKey: PossibleKey;
};

/** Two or more operators, in the order of their ids. */
export type DuplicateMembers<T extends AddressHolder = DuplicateCandidate> = readonly [T, T, ...T[]];

export type SharedAddress<T extends AddressHolder> = {
  /** The address; in a `possible` group that of its first member. Names the group. */
  readonly emailKey: EmailKey;
  readonly confidence: DuplicateConfidence;
  readonly members: DuplicateMembers<T>;
};

export type DuplicateGroup<T extends DuplicateCandidate = DuplicateCandidate> = SharedAddress<T> & {
  readonly recommendedSurvivorId: string;
  readonly reason: SurvivorReason;
};

/**
 * Groups the active operators of one contract by address (article cause 3).
 * - `same`: every operator of a key that two or more hold.
 * - `possible`: every operator of a possible key under which two or more different keys stand (S21). Its members may at
 *   the same time be a `same` group.
 * The answer does not depend on the order of the input: members by id, groups `same` first, then by their first member's
 * id. Ids grow with time (UUIDv7), so this is the order in which the operators were added.
 */
export function groupByAddress<T extends AddressHolder>(operators: readonly T[]): readonly SharedAddress<T>[] {
  const same = collect(operators, (operator) => operator.emailKey);
  const possible = collect(operators, (operator) => operator.possibleKey).filter((members) =>
    members.some((member) => member.emailKey !== members[0].emailKey),
  );
  return [...toShared("same", same), ...toShared("possible", possible)];
}

/** The same groups, each with who should stay. */
export function groupDuplicates<T extends DuplicateCandidate>(operators: readonly T[]): readonly DuplicateGroup<T>[] {
  return groupByAddress(operators).map((group) => {
    const { survivorId, reason } = recommendSurvivor(group.members);
    return { ...group, recommendedSurvivorId: survivorId, reason };
  });
}

/**
 * Who should stay: nobody whom the owner wants deleted while there is somebody else, then the latest login, then the most
 * permissions, then the oldest registration, then the first added (smallest id). Unknown dates lose to known ones. The
 * reason is the criterion that left one candidate.
 */
export function recommendSurvivor(
  members: readonly [DuplicateCandidate, ...DuplicateCandidate[]],
): SurvivorRecommendation {
  let candidates: readonly DuplicateCandidate[] = members;
  for (const [reason, rank] of CRITERIA) {
    const best = candidates.map(rank).reduce((one, other) => Math.max(one, other));
    candidates = candidates.filter((candidate) => rank(candidate) === best);
    const [only, second] = candidates;
    if (only !== undefined && second === undefined) return { survivorId: only.id, reason };
  }
  const first = candidates.reduce((one, other) => (other.id < one.id ? other : one));
  return { survivorId: first.id, reason: "first_added" };
}

/** In order; the greater rank wins. */
const CRITERIA: readonly (readonly [SurvivorReason, (candidate: DuplicateCandidate) => number])[] = [
  // Before any guess: whoever is deleted on UTAGE does not come back, so the owner's own decision is not turned round.
  ["not_on_deletion_list", (candidate) => (candidate.toBeDeleted ? 0 : 1)],
  ["latest_login", (candidate) => candidate.lastLoginAt?.getTime() ?? Number.NEGATIVE_INFINITY],
  ["most_permissions", (candidate) => new Set(candidate.permissions).size],
  ["oldest_registration", (candidate) => -dayNumber(candidate.registeredOn)],
];

/** Days are compared as numbers; one that is missing or no day comes after all others. */
function dayNumber(day: string | null): number {
  const time = day === null ? Number.NaN : Date.parse(day);
  return Number.isNaN(time) ? Number.POSITIVE_INFINITY : time;
}

/** Members of every key that two or more operators share, each by id. */
function collect<T extends AddressHolder>(
  operators: readonly T[],
  keyOf: (operator: T) => string,
): DuplicateMembers<T>[] {
  const byKey = new Map<string, T[]>();
  for (const operator of operators) {
    const members = byKey.get(keyOf(operator));
    if (members === undefined) byKey.set(keyOf(operator), [operator]);
    else members.push(operator);
  }
  const shared: DuplicateMembers<T>[] = [];
  for (const members of byKey.values()) {
    const [first, second, ...rest] = members.sort(byId);
    if (first !== undefined && second !== undefined) shared.push([first, second, ...rest]);
  }
  return shared;
}

function toShared<T extends AddressHolder>(
  confidence: DuplicateConfidence,
  shared: readonly DuplicateMembers<T>[],
): SharedAddress<T>[] {
  return shared
    .toSorted((one, other) => byId(one[0], other[0]))
    .map((members) => ({ emailKey: members[0].emailKey, confidence, members }));
}

function byId(one: AddressHolder, other: AddressHolder): number {
  return one.id < other.id ? -1 : one.id > other.id ? 1 : 0;
}
