import { isListCurrent, type LoginFacts } from "../facts";
import type { Evidence, Verdict } from "../verdict";

/**
 * Cause 3: one address, several active operators. Hosted contracts refuse such an address, so it blocks; on UTAGE it
 * 「正常に動作しない恐れがあります」, so it is suspected. Addresses that only look alike are a suspicion, never identity (S21).
 * An old list cannot clear anybody.
 */
export function judgeDuplicateEmail(facts: LoginFacts, now: Date): Verdict {
  const possible: readonly Evidence[] =
    facts.possibleAddressIds.length > 0 ? [{ code: "possible_addresses", operatorIds: facts.possibleAddressIds }] : [];
  if (facts.operatorId !== null && facts.sameAddressIds.length > 0) {
    const same: Evidence = { code: "same_address", operatorIds: [facts.operatorId, ...facts.sameAddressIds] };
    const state = facts.directory === "hosted" ? "blocking" : "suspected";
    return { state, evidence: [same, ...possible], remedies: ["clean-up-duplicates"] };
  }
  const holder: Evidence =
    facts.operatorId === null
      ? { code: "address_held_by_nobody" }
      : { code: "address_held_once", operatorId: facts.operatorId };
  if (possible.length > 0) return { state: "suspected", evidence: [...possible, holder], remedies: ["check-address"] };
  if (isListCurrent(facts, now)) return { state: "clear", evidence: [holder], remedies: [] };
  const old: Evidence = { code: "list_old", confirmedAt: facts.listConfirmedAt?.toISOString() ?? null };
  return { state: "unknown", evidence: [old, holder], remedies: ["update-list"] };
}
