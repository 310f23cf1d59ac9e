import type { EmailKey, PossibleKey } from "../email";
import type { DuplicateCandidate } from "../operator";
import type { DuplicateGroup, SurvivorReason } from "./group";

/** `recreate` is the article's way (delete all, add one anew); `keep-one` keeps the survivor and deletes the rest. */
export type CleanupStrategy = "keep-one" | "recreate";

/** Why this operator is the one: a criterion of the recommendation, or the owner's choice. */
export type KeepReason = SurvivorReason | "chosen_by_owner";

export type CleanupStep =
  | { readonly action: "keep"; readonly operatorId: string; readonly emailKey: EmailKey; readonly reason: KeepReason }
  | {
      readonly action: "delete";
      readonly operatorId: string;
      readonly emailKey: EmailKey;
      readonly reason: "duplicate" | "recreated";
    }
  | {
      /** A new operator like the survivor, without a password (パスワード未設定). */
      readonly action: "create";
      readonly emailKey: EmailKey;
      readonly possibleKey: PossibleKey;
      readonly name: string;
      readonly email: string;
      readonly permissions: readonly string[];
      readonly basedOnId: string;
      readonly reason: KeepReason;
    };

/** What the plan stands on. A row that is new, gone, of another version, or that came on or left the list makes it stale. */
export type ReadRow = { readonly id: string; readonly version: number; readonly toBeDeleted: boolean };

/** The part of an operator that tells whether it is within a plan's scope, and unchanged. */
export type ReadCandidate = Pick<DuplicateCandidate, "id" | "version" | "toBeDeleted" | "emailKey" | "possibleKey">;

/** The addresses to read again before the plan is applied. */
export type CleanupScope = {
  readonly emailKeys: readonly EmailKey[];
  readonly possibleKeys: readonly PossibleKey[];
};

export type CleanupPlan = {
  readonly strategy: CleanupStrategy;
  readonly scope: CleanupScope;
  readonly steps: readonly CleanupStep[];
  readonly readState: readonly ReadRow[];
};

export type CleanupRequest = {
  /** Every group of the contract, as `groupDuplicates` gives them. */
  readonly groups: readonly DuplicateGroup[];
  readonly strategy: CleanupStrategy;
  /**
   * Which groups to clean; absent means every `same` group. A key names the `same` group of that address, and only where
   * there is none the `possible` group called by it, so a possible group is cleaned after its exact duplicates.
   */
  readonly emailKeys?: readonly string[];
  /** Group's key → the operator to keep instead of the recommended one. */
  readonly survivors?: ReadonlyMap<string, string>;
};

export type CleanupFault =
  | { readonly code: "unknown_email_key"; readonly emailKey: string }
  | { readonly code: "overlapping_groups"; readonly emailKey: string }
  | { readonly code: "survivor_not_a_member"; readonly emailKey: string; readonly operatorId: string };

export type PlannedCleanup =
  | { readonly ok: true; readonly plan: CleanupPlan }
  | { readonly ok: false; readonly fault: CleanupFault };

/**
 * Plans a clean-up of duplicates (article cause 3): what it will delete, keep and create, row by row, and what it read.
 * Nothing is changed here. Faults: a key that names no group, two named groups that share an operator, a survivor who
 * does not belong to its group or whose group is not cleaned.
 */
export function planCleanup(request: CleanupRequest): PlannedCleanup {
  const chosen = chooseGroups(request.groups, request.emailKeys);
  if ("code" in chosen) return { ok: false, fault: chosen };
  const { groups } = chosen;
  const fault = overlapOf(groups) ?? straySurvivorOf(groups, request.survivors);
  if (fault !== null) return { ok: false, fault };
  const plan: CleanupPlan = {
    strategy: request.strategy,
    scope: scopeOf(groups),
    steps: groups.flatMap((group) => stepsOf(group, request.strategy, request.survivors?.get(group.emailKey))),
    readState: readStateOf(groups.flatMap((group) => group.members)),
  };
  return { ok: true, plan };
}

/**
 * The same plan over the rows as they are now. Its `fingerprintInput` equals the plan's own exactly when nothing that the
 * plan stands on has changed.
 * @param active active operators, at least all those within the plan's scope
 */
export function rereadPlan(plan: CleanupPlan, active: readonly ReadCandidate[]): CleanupPlan {
  const emailKeys = new Set<string>(plan.scope.emailKeys);
  const possibleKeys = new Set<string>(plan.scope.possibleKeys);
  const within = active.filter(({ emailKey, possibleKey }) => emailKeys.has(emailKey) || possibleKeys.has(possibleKey));
  return { ...plan, readState: readStateOf(within) };
}

/** A canonical text of all that a plan read and will do; the caller hashes it. */
export function fingerprintInput(plan: CleanupPlan): string {
  const steps = plan.steps.map((step) =>
    step.action === "create"
      ? [step.action, step.basedOnId, step.emailKey, step.name, step.email, [...step.permissions]]
      : [step.action, step.operatorId, step.emailKey],
  );
  const rows = plan.readState.map(({ id, version, toBeDeleted }) => [id, version, toBeDeleted]);
  return JSON.stringify([plan.strategy, plan.scope.emailKeys, plan.scope.possibleKeys, rows, steps]);
}

function chooseGroups(
  groups: readonly DuplicateGroup[],
  emailKeys: readonly string[] | undefined,
): { readonly groups: readonly DuplicateGroup[] } | CleanupFault {
  const same = groups.filter((group) => group.confidence === "same");
  if (emailKeys === undefined) return { groups: same };
  // Later entries win, so exact duplicates are put in last.
  const byKey = new Map<string, DuplicateGroup>();
  for (const group of groups) if (group.confidence === "possible") byKey.set(group.emailKey, group);
  for (const group of same) byKey.set(group.emailKey, group);
  const unknown = emailKeys.find((emailKey) => !byKey.has(emailKey));
  if (unknown !== undefined) return { code: "unknown_email_key", emailKey: unknown };
  const named = new Set(emailKeys);
  return { groups: groups.filter((group) => named.has(group.emailKey) && byKey.get(group.emailKey) === group) };
}

function overlapOf(groups: readonly DuplicateGroup[]): CleanupFault | null {
  const seen = new Set<string>();
  for (const { emailKey, members } of groups) {
    for (const { id } of members) {
      if (seen.has(id)) return { code: "overlapping_groups", emailKey };
      seen.add(id);
    }
  }
  return null;
}

function straySurvivorOf(
  groups: readonly DuplicateGroup[],
  survivors: ReadonlyMap<string, string> | undefined,
): CleanupFault | null {
  const byKey = new Map<string, DuplicateGroup>(groups.map((group) => [group.emailKey, group]));
  for (const [emailKey, operatorId] of survivors ?? []) {
    const isMember = byKey.get(emailKey)?.members.some((member) => member.id === operatorId) ?? false;
    if (!isMember) return { code: "survivor_not_a_member", emailKey, operatorId };
  }
  return null;
}

function scopeOf(groups: readonly DuplicateGroup[]): CleanupScope {
  return {
    emailKeys: groups.filter((group) => group.confidence === "same").map((group) => group.emailKey),
    possibleKeys: groups
      .filter((group) => group.confidence === "possible")
      .map((group) => group.members[0].possibleKey),
  };
}

function stepsOf(group: DuplicateGroup, strategy: CleanupStrategy, chosenId: string | undefined): CleanupStep[] {
  const survivorId = chosenId ?? group.recommendedSurvivorId;
  const keepReason = chosenId === undefined ? group.reason : "chosen_by_owner";
  const survivor = group.members.find((member) => member.id === survivorId) ?? group.members[0];
  const doomed = strategy === "recreate" ? group.members : group.members.filter((member) => member !== survivor);
  const reason = strategy === "recreate" ? "recreated" : "duplicate";
  const deletions = doomed.map(
    ({ id, emailKey }): CleanupStep => ({ action: "delete", operatorId: id, emailKey, reason }),
  );
  const { id, emailKey, possibleKey, name, email, permissions } = survivor;
  if (strategy === "keep-one") return [{ action: "keep", operatorId: id, emailKey, reason: keepReason }, ...deletions];
  // Deleted first, then added anew: the order of the article.
  return [
    ...deletions,
    { action: "create", emailKey, possibleKey, name, email, permissions, basedOnId: id, reason: keepReason },
  ];
}

function readStateOf(rows: readonly ReadRow[]): readonly ReadRow[] {
  return rows
    .map(({ id, version, toBeDeleted }) => ({ id, version, toBeDeleted }))
    .sort((one, other) => (one.id < other.id ? -1 : 1));
}
