import type { Operator } from "../operator";
import { tokyoDay } from "../tokyo-time";
import { type CleanupPlan, fingerprintInput, rereadPlan } from "./plan-cleanup";

/** What an applied plan did, all that an undo needs. */
export type AppliedCleanup = {
  readonly deletedIds: readonly string[];
  readonly createdIds: readonly string[];
  readonly at: Date;
};

export type ApplyResult =
  | { readonly ok: true; readonly operators: readonly Operator[]; readonly applied: AppliedCleanup }
  | { readonly ok: false; readonly code: "stale_plan" | "too_few_ids" };

/**
 * What applying a plan means, on a list in memory. The server does the same set-wise in one transaction; this is the
 * statement of it that the properties are proved on.
 * @param operators the operators of one contract, deleted ones included
 * @param newIds one id for each operator the plan creates
 */
export function applyPlan(
  operators: readonly Operator[],
  plan: CleanupPlan,
  { newIds, now, by }: { readonly newIds: readonly string[]; readonly now: Date; readonly by: string },
): ApplyResult {
  const active = operators.filter((operator) => operator.status === "active");
  if (fingerprintInput(rereadPlan(plan, active)) !== fingerprintInput(plan)) return { ok: false, code: "stale_plan" };
  const doomed = new Set(plan.steps.flatMap((step) => (step.action === "delete" ? [step.operatorId] : [])));
  const created: Operator[] = [];
  for (const step of plan.steps) {
    if (step.action !== "create") continue;
    const id = newIds[created.length];
    if (id === undefined) return { ok: false, code: "too_few_ids" };
    const { name, email, emailKey, possibleKey, permissions } = step;
    created.push({ ...BLANK, id, name, email, emailKey, possibleKey, permissions, registeredOn: tokyoDay(now) });
  }
  const left = operators.map((operator) => (doomed.has(operator.id) ? deleted(operator, now, by) : operator));
  const applied = { deletedIds: [...doomed], createdIds: created.map((operator) => operator.id), at: now };
  return { ok: true, operators: [...left, ...created], applied };
}

export type UndoCode =
  | "already_active"
  | "already_deleted"
  | "deleted_again_since"
  | "changed_since"
  | "not_found"
  | "not_in_batch";

export type UndoRow =
  | { readonly operatorId: string; readonly result: "done" }
  | { readonly operatorId: string; readonly result: "skipped" | "failed"; readonly code: UndoCode };

export type UndoResult = {
  readonly status: "undone" | "partly_undone";
  readonly operators: readonly Operator[];
  readonly results: readonly UndoRow[];
};

/**
 * What undoing an applied plan means: what it deleted is active again, what it created is gone, unless somebody has
 * changed it or signed in with it since. It restores whatever the address now holds; an operator who was deleted again since, for another reason, stays deleted and is named.
 * @param operatorIds only these rows; then what the plan created stays
 */
export function undoPlan(
  operators: readonly Operator[],
  applied: AppliedCleanup,
  operatorIds?: readonly string[],
): UndoResult {
  const byId = new Map(operators.map((operator) => [operator.id, operator]));
  const deletedIds = new Set(applied.deletedIds);
  const results = (operatorIds ?? applied.deletedIds).map((operatorId): UndoRow => {
    const code = deletedIds.has(operatorId) ? whyNotRestored(byId.get(operatorId), applied) : "not_in_batch";
    if (code !== null) return { operatorId, result: code === "already_active" ? "skipped" : "failed", code };
    return { operatorId, result: "done" };
  });
  const removals = operatorIds === undefined ? applied.createdIds.map((id) => removal(id, byId.get(id))) : [];
  const done = new Set([...results, ...removals].flatMap((row) => (row.result === "done" ? [row.operatorId] : [])));
  const removed = new Set(applied.createdIds);
  const left = operators
    .filter((operator) => !(done.has(operator.id) && removed.has(operator.id)))
    .map((operator) => (done.has(operator.id) ? restored(operator) : operator));
  const status =
    operatorIds === undefined && results.every((row) => row.result !== "failed") ? "undone" : "partly_undone";
  return { status, operators: left, results: [...results, ...removals] };
}

const BLANK = {
  lastLoginAt: null,
  lastConfirmedAt: null,
  passwordSet: false,
  status: "active",
  toBeDeleted: false,
  deletedAt: null,
  deletedReason: null,
  deletedBy: null,
  version: 1,
} as const;

function deleted(operator: Operator, now: Date, by: string): Operator {
  const version = operator.version + 1;
  return { ...operator, status: "deleted", deletedAt: now, deletedReason: "cleanup", deletedBy: by, version };
}

function restored(operator: Operator): Operator {
  const version = operator.version + 1;
  return { ...operator, status: "active", deletedAt: null, deletedReason: null, deletedBy: null, version };
}

function whyNotRestored(operator: Operator | undefined, applied: AppliedCleanup): UndoCode | null {
  if (operator === undefined) return "not_found";
  if (operator.status === "active") return "already_active";
  const byThisPlan = operator.deletedReason === "cleanup" && operator.deletedAt?.getTime() === applied.at.getTime();
  return byThisPlan ? null : "deleted_again_since";
}

function removal(operatorId: string, operator: Operator | undefined): UndoRow {
  if (operator === undefined) return { operatorId, result: "skipped", code: "not_found" };
  if (operator.status === "deleted") return { operatorId, result: "skipped", code: "already_deleted" };
  const isAsAdded = operator.version === 1 && !operator.passwordSet && operator.lastLoginAt === null;
  return isAsAdded ? { operatorId, result: "done" } : { operatorId, result: "skipped", code: "changed_since" };
}
