import type { Grade } from "./grade";
import { gradeOfContract, type HealthFinding, type HealthRow } from "./health";
import { daysBetween, tokyoDay } from "./tokyo-time";

/** The longest time for which a finding can be waived, in days. */
export const MAX_WAIVER_DAYS = 365;

/** Most characters of the reason. */
export const WAIVER_REASON_MAX = 200;

/** How a waiver ends. `replaced`: the owner gave another reason or date. */
export const WAIVER_ENDS = ["cancelled", "replaced", "until_passed", "facts_changed"] as const;
export type WaiverEnd = (typeof WAIVER_ENDS)[number];

/** What a waiver was given for. */
export type WaivedFinding = {
  /** The finding's code, as it was called then. */
  readonly code: string;
  /** Stands for the facts behind the finding (`waivableFacts`). */
  readonly factsHash: string;
};

export type Waiver = WaivedFinding & {
  /** The last day on which it holds, `YYYY-MM-DD` in Asia/Tokyo. */
  readonly until: string;
};

/**
 * Whether a finding can be waived: where there is something to decide about. A has no finding and null no facts. E keeps
 * everybody out, and nobody's decision changes that; see docs/decisions/0014-waivers.md.
 */
export function isWaivable(grade: Grade): boolean {
  return grade === "B" || grade === "C" || grade === "D";
}

/** Why a waiver is over; null: it holds, through the whole of its last day, while the finding and its facts are the same. */
export function lapseOf(waiver: Waiver, found: WaivedFinding & { readonly grade: Grade }, now: Date): WaiverEnd | null {
  if (waiver.until < tokyoDay(now)) return "until_passed";
  const isSame = isWaivable(found.grade) && waiver.code === found.code && waiver.factsHash === found.factsHash;
  return isSame ? null : "facts_changed";
}

/** Whether a waiver may run until a day: from today to a year from now. */
export function isWaiverDay(until: string, now: Date): boolean {
  const days = daysBetween(tokyoDay(now), until);
  return days >= 0 && days <= MAX_WAIVER_DAYS;
}

/** The contract's grade without the findings that are waived. */
export function gradeWithout<Row extends Pick<HealthRow, "slug" | "grade">>(
  rows: readonly Row[],
  waived: ReadonlySet<Row>,
): Grade {
  return gradeOfContract(
    rows,
    rows.filter((row) => !waived.has(row)),
  );
}

/** Numbers that change with the calendar or with people whom the finding is not about. */
const NO_FACTS: ReadonlySet<string> = new Set(["daysLeft", "daysOld", "deleted"]);

/**
 * The facts behind a finding as one text, equal while they are the same: a day that passes changes nothing, another
 * person does.
 * @param about what the sentence leaves out, such as who is affected
 */
export function waivableFacts({ code, params }: HealthFinding, about: string): string {
  const facts = Object.entries(params).filter(([name]) => !NO_FACTS.has(name));
  return JSON.stringify([code, facts.toSorted(([one], [other]) => (one < other ? -1 : 1)), about]);
}
