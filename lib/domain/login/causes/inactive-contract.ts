import { contractFindings, endsAccess } from "../../contract";
import type { LoginFacts } from "../facts";
import type { Evidence, Verdict } from "../verdict";

/**
 * Cause 6: the contract is cancelled, or force-cancelled for unpaid fees; then nobody can sign in. Past due still can:
 * hosted contracts enforce that here, on UTAGE the forced cancellation may have come meanwhile, so it is suspected there.
 * A state nobody confirmed for 90 days clears nobody on UTAGE; a hosted contract's state is the one that is enforced.
 */
export function judgeInactiveContract(facts: LoginFacts, now: Date): Verdict {
  const { status, findings } = contractFindings(facts.contract, now);
  const evidence = findings.map((finding): Evidence => ({ code: "contract", finding }));
  if (endsAccess(status)) return { state: "blocking", evidence, remedies: ["reactivate-contract"] };
  if (status === "unknown") return { state: "unknown", evidence, remedies: ["confirm-contract-status"] };
  if (facts.directory === "utage") {
    if (status === "past_due")
      return { state: "suspected", evidence, remedies: ["settle-payment", "confirm-contract-status"] };
    if (facts.contract.statusConfirmedAt === null) {
      return {
        state: "unknown",
        evidence: [{ code: "contract_not_confirmed" }, ...evidence],
        remedies: ["confirm-contract-status"],
      };
    }
    if (findings.some(({ code }) => code === "status_stale")) {
      return { state: "unknown", evidence, remedies: ["confirm-contract-status"] };
    }
  }
  const remedies = status === "past_due" ? (["settle-payment"] as const) : [];
  return { state: "clear", evidence: [{ code: "contract_in_force" }, ...evidence], remedies };
}
