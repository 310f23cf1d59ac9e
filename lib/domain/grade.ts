import { type ContractFinding, type ContractState, endsAccess, STALE_DAYS } from "./contract";
import type { Directory } from "./login-page";

/** The letters of the Japanese check-up sheet, best first. */
export const GRADE_LETTERS = ["A", "B", "C", "D", "E"] as const;
export type GradeLetter = (typeof GRADE_LETTERS)[number];

/** null: 検査できません, no facts can exist yet. */
export type Grade = GradeLetter | null;

/** The worst of several grades. What could not be examined is left out; null only when nothing could. */
export function worstGrade(grades: Iterable<Grade>): Grade {
  let worst: Grade = null;
  for (const grade of grades) {
    if (grade !== null && (worst === null || grade > worst)) worst = grade;
  }
  return worst;
}

/** What needs somebody most comes last: who has not been examined before who was found well. */
const BY_NEED: readonly Grade[] = ["A", null, "B", "C", "D", "E"];

/** Orders grades the worst first; for `sort`. */
export function compareGrades(one: Grade, other: Grade): number {
  return BY_NEED.indexOf(other) - BY_NEED.indexOf(one);
}

/** Cause 1: D once a wrong page was seen in use. */
export function gradeLoginPage(facts: { readonly wrongPageUsers: number }): Grade {
  return facts.wrongPageUsers > 0 ? "D" : "A";
}

/** Cause 2: null before any self-check or refused sign-in, C while a self-check report is open. */
export function gradeOtherSession(facts: { readonly openReports: number } | null): Grade {
  if (facts === null) return null;
  return facts.openReports > 0 ? "C" : "A";
}

/** Cause 3: D for one address held twice, B for look-alikes and for a list older than 90 days. */
export function gradeDuplicates(facts: {
  readonly sameGroups: number;
  readonly possibleGroups: number;
  /** Age of the oldest fact; null where facts do not age (hosted, or a file just read). */
  readonly daysOld: number | null;
}): Grade {
  if (facts.sameGroups > 0) return "D";
  return facts.possibleGroups > 0 || isStale(facts.daysOld) ? "B" : "A";
}

/** Cause 4: null on utage, where nobody here can know; D for a lock, a password never set or repeatedly wrong. */
export function gradePasswords(directory: Directory, facts: { readonly affected: number }): Grade {
  if (directory === "utage") return null;
  return facts.affected > 0 ? "D" : "A";
}

/** Cause 5: deleting is no fault. D only while somebody deleted still tries to sign in or has asked for help; B on an old list. */
export function gradeDeleted(facts: { readonly stillTrying: number; readonly daysOld: number | null }): Grade {
  if (facts.stillTrying > 0) return "D";
  return isStale(facts.daysOld) ? "B" : "A";
}

/** Cause 6: E when it keeps everybody out, C while unknown, B past due, with a date within 30 days, or confirmed long ago. */
export function gradeContract(contract: ContractState): Grade {
  if (endsAccess(contract.status)) return "E";
  if (contract.status === "unknown") return "C";
  return contract.findings.length > 0 ? "B" : "A";
}

/** The finding that decided the grade: `contractFindings` puts the gravest first. */
export function decidingFinding(contract: ContractState): ContractFinding | null {
  return contract.findings[0] ?? null;
}

export function isStale(daysOld: number | null): boolean {
  return daysOld !== null && daysOld > STALE_DAYS;
}
