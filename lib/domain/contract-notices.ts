import { type Contract, type ContractFinding, contractFindings, endsAccess, lastDayOfMonth } from "./contract";

/** What a contract's dates make Kenshin say: first that a day is near (`WARNING_DAYS`), then that it has come. */
export const CONTRACT_NOTICES = [
  "cancels",
  "cancelled",
  "trial_ends",
  "trial_over",
  "card_expires",
  "card_expired",
] as const;
export type ContractNotice = (typeof CONTRACT_NOTICES)[number];

export type DueNotice = {
  readonly notice: ContractNotice;
  /**
   * The date it is about, `YYYY-MM-DD`: the first day without service, the trial's last day, the last day of the card's
   * month. Before and after that day it is the same date, so that a date has at most two notices, ever.
   */
  readonly on: string;
};

/** The name under which Kenshin itself stands in a contract's history. */
export const KENSHIN = "Kenshin";

/**
 * The notices due on the day of `now` (Asia/Tokyo), made or not; the caller knows which were made. They are the dated
 * ones of `contractFindings`, so the mail and the page cannot disagree. An ended contract has none: nobody waits for them.
 */
export function dueNotices(contract: Contract, now: Date): readonly DueNotice[] {
  if (endsAccess(contract.status)) return [];
  return contractFindings(contract, now).findings.flatMap(noticesOf);
}

function noticesOf(finding: ContractFinding): readonly DueNotice[] {
  switch (finding.code) {
    case "cancels":
    case "trial_ends":
    case "trial_over":
      return [{ notice: finding.code, on: finding.on }];
    case "cancelled":
      return finding.on === null ? [] : [{ notice: finding.code, on: finding.on }];
    case "card_expires":
    case "card_expired":
      return [{ notice: finding.code, on: lastDayOfMonth(finding.month) }];
    default:
      return [];
  }
}
