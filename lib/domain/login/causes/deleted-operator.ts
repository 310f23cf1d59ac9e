import { isListCurrent, type LoginFacts } from "../facts";
import type { Evidence, Verdict } from "../verdict";

/**
 * Cause 5: the owner deleted the operator. An address with deleted rows and no active one blocks. On UTAGE an address
 * that no list has shown, or an active one on an old list, may have been deleted unseen: `unknown`.
 */
export function judgeDeletedOperator(facts: LoginFacts, now: Date): Verdict {
  const deletions = facts.deleted.map(
    ({ operatorId, deletedAt, reason, by }): Evidence => ({
      code: "operator_deleted",
      operatorId,
      at: deletedAt?.toISOString() ?? null,
      reason,
      by,
    }),
  );
  if (facts.operatorId === null) {
    if (deletions.length > 0) {
      return { state: "blocking", evidence: deletions, remedies: ["restore-operator", "recreate-operator"] };
    }
    const state = facts.directory === "hosted" ? "clear" : "unknown";
    return { state, evidence: [{ code: "address_held_by_nobody" }], remedies: ["check-address"] };
  }
  const active: Evidence = { code: "operator_active", operatorId: facts.operatorId };
  if (isListCurrent(facts, now)) return { state: "clear", evidence: [active, ...deletions], remedies: [] };
  const old: Evidence = { code: "list_old", confirmedAt: facts.listConfirmedAt?.toISOString() ?? null };
  return { state: "unknown", evidence: [old, active, ...deletions], remedies: ["update-list"] };
}
