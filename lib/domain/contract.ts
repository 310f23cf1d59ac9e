import { daysBetween, daysSince, tokyoDay } from "./tokyo-time";

/** Contract states of the contract account; `unknown` is what an imported list leaves until a person says more. */
export const CONTRACT_STATUSES = ["trial", "active", "past_due", "cancelled", "force_cancelled", "unknown"] as const;
export type ContractStatus = (typeof CONTRACT_STATUSES)[number];

/** The contract's state as entered, with its dates. Days are `YYYY-MM-DD` in Asia/Tokyo, months `YYYY-MM`. */
export type Contract = {
  readonly status: ContractStatus;
  /** Last day of the trial. */
  readonly trialEndsOn: string | null;
  /** First day without service: cancelling is immediate on it (article cause 6). */
  readonly cancelsOn: string | null;
  readonly pastDueSince: string | null;
  /** Last month in which the card can be charged. */
  readonly cardExpiresOn: string | null;
  /** When a person last said that this is the state. */
  readonly statusConfirmedAt: Date | null;
};

export type ContractFinding =
  | { readonly code: "trial_ends"; readonly on: string; readonly daysLeft: number }
  | { readonly code: "trial_over"; readonly on: string }
  | { readonly code: "cancels"; readonly on: string; readonly daysLeft: number }
  | { readonly code: "cancelled"; readonly on: string | null }
  | { readonly code: "force_cancelled" }
  | { readonly code: "past_due"; readonly since: string | null }
  | { readonly code: "card_expires"; readonly month: string; readonly daysLeft: number }
  | { readonly code: "card_expired"; readonly month: string }
  | { readonly code: "status_unknown" }
  | { readonly code: "status_stale"; readonly daysOld: number };

export type ContractState = { readonly status: ContractStatus; readonly findings: readonly ContractFinding[] };

/** Dates this near are announced (product: B, 経過観察). */
export const WARNING_DAYS = 30;
/** Facts older than this are no longer taken at their word. */
export const STALE_DAYS = 90;

/** Nobody under the contract can sign in (article cause 6). Past due still can, and warns the owner. */
export function endsAccess(status: ContractStatus): boolean {
  return status === "cancelled" || status === "force_cancelled";
}

/**
 * The status on a day, from the status as entered and its dates.
 * - cancelsOn reached: cancelled, from that day on (cancelling is immediate). A cancelled contract never comes back by date.
 * - a trial after its last day: unknown. It may have become a paid contract or ended; saying "cancelled" would lock people
 *   out on a guess, saying "trial" would be false. A person has to look.
 */
export function effectiveStatus(contract: Contract, now: Date): ContractStatus {
  if (endsAccess(contract.status)) return contract.status;
  const today = tokyoDay(now);
  if (contract.cancelsOn !== null && contract.cancelsOn <= today) return "cancelled";
  if (contract.status === "trial" && contract.trialEndsOn !== null && contract.trialEndsOn < today) return "unknown";
  return contract.status;
}

/** The status on the day of `now` (Asia/Tokyo) and everything worth telling the owner, the gravest first. */
export function contractFindings(contract: Contract, now: Date): ContractState {
  const status = effectiveStatus(contract, now);
  if (status === "cancelled") return { status, findings: [{ code: "cancelled", on: contract.cancelsOn }] };
  if (status === "force_cancelled") return { status, findings: [{ code: "force_cancelled" }] };
  const today = tokyoDay(now);
  const findings = [
    ...statusFindings(contract, status),
    ...cancellationFindings(contract, today),
    ...trialFindings(contract, today),
    ...cardFindings(contract, today),
    ...stalenessFindings(contract, status, now),
  ];
  return { status, findings };
}

function statusFindings(contract: Contract, status: ContractStatus): ContractFinding[] {
  if (status === "past_due") return [{ code: "past_due", since: contract.pastDueSince }];
  if (status !== "unknown") return [];
  if (contract.status === "trial" && contract.trialEndsOn !== null)
    return [{ code: "trial_over", on: contract.trialEndsOn }];
  return [{ code: "status_unknown" }];
}

function cancellationFindings(contract: Contract, today: string): ContractFinding[] {
  if (contract.cancelsOn === null) return [];
  const daysLeft = daysBetween(today, contract.cancelsOn);
  return daysLeft <= WARNING_DAYS ? [{ code: "cancels", on: contract.cancelsOn, daysLeft }] : [];
}

function trialFindings(contract: Contract, today: string): ContractFinding[] {
  if (contract.status !== "trial" || contract.trialEndsOn === null) return [];
  const daysLeft = daysBetween(today, contract.trialEndsOn);
  return daysLeft >= 0 && daysLeft <= WARNING_DAYS ? [{ code: "trial_ends", on: contract.trialEndsOn, daysLeft }] : [];
}

function cardFindings(contract: Contract, today: string): ContractFinding[] {
  const month = contract.cardExpiresOn;
  if (month === null) return [];
  if (month < today.slice(0, 7)) return [{ code: "card_expired", month }];
  const daysLeft = daysBetween(today, lastDayOfMonth(month));
  return daysLeft <= WARNING_DAYS ? [{ code: "card_expires", month, daysLeft }] : [];
}

function stalenessFindings(contract: Contract, status: ContractStatus, now: Date): ContractFinding[] {
  if (status === "unknown" || contract.statusConfirmedAt === null) return [];
  const daysOld = daysSince(contract.statusConfirmedAt, now);
  return daysOld > STALE_DAYS ? [{ code: "status_stale", daysOld }] : [];
}

/** The last day of a month `YYYY-MM`; empty when the text is not a month, and then no comparison holds. */
export function lastDayOfMonth(month: string): string {
  const [year = Number.NaN, monthNumber = Number.NaN] = month.split("-").map(Number);
  // Day 0 of the next month.
  const last = new Date(Date.UTC(year, monthNumber, 0));
  return Number.isNaN(last.getTime()) ? "" : last.toISOString().slice(0, 10);
}
