import type { Contract } from "../contract";
import { tokyoDay } from "../tokyo-time";
import { type CauseVerdict, diagnose } from "./diagnose";
import type { LoginFacts } from "./facts";
import type { CauseSlug } from "./verdict";

/** What a contract's own records can tell. Causes 1 and 2 are in the person's browser, and no payment changes them. */
const FORESEEN: readonly CauseSlug[] = ["duplicate-email", "wrong-password", "deleted-operator", "inactive-contract"];

/**
 * `regain`: nothing keeps the person out. `still_out`: a cause other than the contract blocks. `unknown`: nothing is
 * known to block, but not everything could be checked; never to be counted as regained.
 */
export type ForecastOutcome = "regain" | "still_out" | "unknown";

export type Forecast = {
  readonly outcome: ForecastOutcome;
  /** What blocks, or, where nobody can be sure, what is suspected. Empty for who regains access. */
  readonly causes: readonly CauseVerdict[];
  /** Rules that threw; their verdict is `unknown`, and the caller logs them. */
  readonly failures: readonly unknown[];
};

/** The contract as it would stand once somebody says that it is active: a cancellation that took place is over. */
export function reactivated(contract: Contract, now: Date): Contract {
  const overtaken = contract.cancelsOn !== null && contract.cancelsOn <= tokyoDay(now);
  const cancelsOn = overtaken ? null : contract.cancelsOn;
  return { ...contract, status: "active", cancelsOn, statusConfirmedAt: now };
}

/** Whether a person could sign in if the contract were active again, by the registry's rules. */
export function forecastReactivation(facts: LoginFacts, now: Date): Forecast {
  const { verdicts, failures } = diagnose({ ...facts, contract: reactivated(facts.contract, now) }, now);
  const seen = verdicts.filter(({ slug }) => FORESEEN.includes(slug));
  const inState = (wanted: CauseVerdict["state"]) => seen.filter(({ state }) => state === wanted);
  const errors = failures.map(({ error }) => error);
  const blocking = inState("blocking");
  if (blocking.length > 0) return { outcome: "still_out", causes: blocking, failures: errors };
  if (inState("unknown").length > 0) return { outcome: "unknown", causes: inState("suspected"), failures: errors };
  return { outcome: "regain", causes: [], failures: errors };
}
