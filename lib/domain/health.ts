import { type Contract, type ContractFinding, contractFindings, endsAccess } from "./contract";
import {
  decidingFinding,
  type Grade,
  gradeContract,
  gradeDeleted,
  gradeDuplicates,
  gradeLoginPage,
  gradeOtherSession,
  gradePasswords,
  isStale,
  worstGrade,
} from "./grade";
import { CAUSES } from "./login/diagnose";
import { CAUSE_SLUGS, type CauseNumber, type CauseSlug } from "./login/verdict";
import type { Directory } from "./login-page";
import { daysSince } from "./tokyo-time";

/** Counts and facts of one contract, from set-wise queries. null: no such facts can exist yet. */
export type HealthFacts = {
  readonly directory: Directory;
  /** People, not rows of other tables: active operators and deleted ones. */
  readonly totals: { readonly active: number; readonly deleted: number };
  readonly sameGroups: number;
  /** Active operators in `same` groups, every member counted. */
  readonly duplicateOperators: number;
  readonly possibleGroups: number;
  /** Active operators in `possible` groups. */
  readonly possibleOperators: number;
  readonly contract: Contract;
  /** utage: the oldest `lastConfirmedAt` of the active operators; null when there is none, and when hosted. */
  readonly oldestConfirmedAt: Date | null;
  /** Active operators without a password; null on utage. */
  readonly passwordNotSet: number | null;
  /** Active operators locked out or repeatedly refused for their password, apart from those without one; null: not recorded. */
  readonly passwordTrouble: number | null;
  /** Operators seen on a wrong page; null: attempts are not recorded. */
  readonly wrongPageUsers: number | null;
  /** Deleted operators who still try to sign in or have asked for help; null: not recorded. */
  readonly deletedStillTrying: number | null;
  /** Refused sign-ins and self-checks that looked into a browser; null before the first. */
  readonly browsers: { readonly otherLogins: number; readonly openReports: number } | null;
};

export type HealthFindingCode =
  | "no_wrong_page_seen"
  | "wrong_page_seen"
  | "cannot_be_known_here"
  | "no_other_login"
  | "other_logins"
  | "reports_open"
  | "no_duplicates"
  | "same_duplicates"
  | "possible_duplicates"
  | "list_old"
  | "list_never"
  | "passwords_elsewhere"
  | "passwords_fine"
  | "passwords_not_set"
  | "passwords_wrong"
  | "none_deleted"
  | "deleted_on_purpose"
  | "deleted_still_trying"
  | "contract_in_force"
  | "contract_cancelled_undated"
  | "contract_past_due_undated"
  | `contract_${ContractFinding["code"]}`;

/** What the sheet says in 所見: a code for the message files and what goes into the sentence. */
export type HealthFinding = {
  readonly code: HealthFindingCode;
  readonly params: Readonly<Record<string, string | number>>;
};

export type HealthRow = {
  readonly cause: CauseNumber;
  readonly slug: CauseSlug;
  readonly grade: Grade;
  /** People the finding is about. */
  readonly count: number;
  readonly finding: HealthFinding;
};

export type Health = { readonly grade: Grade; readonly causes: readonly HealthRow[] };

/** The check-up sheet of one contract (product.md, Verdicts and grades): six rows in the article's order and the worst grade. */
export function examineHealth(facts: HealthFacts, now: Date): Health {
  const causes = CAUSE_SLUGS.map((slug): HealthRow => {
    return { cause: CAUSES[slug].number, slug, ...EXAMINE[slug](facts, now) };
  });
  return { grade: gradeOfContract(causes, causes), causes };
}

/**
 * A contract's grade: the worst of the rows that count. Before the first list nobody has been examined, and A, which
 * says that nothing is wrong with them, is for nobody to give.
 */
export function gradeOfContract(
  rows: readonly Pick<HealthRow, "slug" | "grade">[],
  counted: readonly Pick<HealthRow, "grade">[],
): Grade {
  const worst = worstGrade(counted.map(({ grade }) => grade));
  const isExamined = rows.some(({ slug, grade }) => slug === "duplicate-email" && grade !== null);
  return worst === "A" && !isExamined ? null : worst;
}

type Examination = Pick<HealthRow, "grade" | "count" | "finding">;

const EXAMINE: Readonly<Record<CauseSlug, (facts: HealthFacts, now: Date) => Examination>> = {
  "wrong-login-page": examineLoginPage,
  "other-session": examineOtherSession,
  "duplicate-email": examineDuplicates,
  "wrong-password": examinePasswords,
  "deleted-operator": examineDeleted,
  "inactive-contract": examineContract,
};

function examineLoginPage(facts: HealthFacts): Examination {
  const count = facts.wrongPageUsers ?? 0;
  const finding = count > 0 ? found("wrong_page_seen", { count }) : found("no_wrong_page_seen");
  return { grade: gradeLoginPage({ wrongPageUsers: count }), count, finding };
}

function examineOtherSession(facts: HealthFacts): Examination {
  const grade = gradeOtherSession(facts.browsers);
  if (facts.browsers === null) return { grade, count: 0, finding: found("cannot_be_known_here") };
  const { otherLogins, openReports } = facts.browsers;
  if (openReports > 0) return { grade, count: openReports, finding: found("reports_open", { count: openReports }) };
  const finding = otherLogins > 0 ? found("other_logins", { count: otherLogins }) : found("no_other_login");
  return { grade, count: otherLogins, finding };
}

function examineDuplicates(facts: HealthFacts, now: Date): Examination {
  if (isBeforeFirstList(facts)) return NOBODY_LISTED;
  const { sameGroups, possibleGroups, duplicateOperators, possibleOperators } = facts;
  const daysOld = listAge(facts, now);
  const grade = gradeDuplicates({ sameGroups, possibleGroups, daysOld });
  if (sameGroups > 0) {
    const params = { groups: sameGroups, operators: duplicateOperators, possibleGroups };
    return { grade, count: duplicateOperators, finding: found("same_duplicates", params) };
  }
  if (possibleGroups > 0) {
    const params = { groups: possibleGroups, operators: possibleOperators };
    return { grade, count: possibleOperators, finding: found("possible_duplicates", params) };
  }
  return {
    grade,
    count: 0,
    finding: daysOld !== null && isStale(daysOld) ? found("list_old", { daysOld }) : found("no_duplicates"),
  };
}

function examinePasswords(facts: HealthFacts): Examination {
  const notSet = facts.passwordNotSet ?? 0;
  const wrong = facts.passwordTrouble ?? 0;
  const grade = gradePasswords(facts.directory, { affected: notSet + wrong });
  if (facts.directory === "utage") return { grade, count: 0, finding: found("passwords_elsewhere") };
  const count = notSet + wrong;
  if (wrong > 0) return { grade, count, finding: found("passwords_wrong", { wrong, notSet }) };
  return {
    grade,
    count,
    finding: notSet > 0 ? found("passwords_not_set", { count: notSet }) : found("passwords_fine"),
  };
}

function examineDeleted(facts: HealthFacts, now: Date): Examination {
  if (isBeforeFirstList(facts)) return NOBODY_LISTED;
  const { deleted } = facts.totals;
  const stillTrying = facts.deletedStillTrying ?? 0;
  const daysOld = listAge(facts, now);
  const grade = gradeDeleted({ stillTrying, daysOld });
  if (stillTrying > 0)
    return { grade, count: deleted, finding: found("deleted_still_trying", { count: stillTrying, deleted }) };
  if (daysOld !== null && isStale(daysOld)) return { grade, count: deleted, finding: found("list_old", { daysOld }) };
  return {
    grade,
    count: deleted,
    finding: deleted > 0 ? found("deleted_on_purpose", { count: deleted }) : found("none_deleted"),
  };
}

function examineContract(facts: HealthFacts, now: Date): Examination {
  const state = contractFindings(facts.contract, now);
  const grade = gradeContract(state);
  // The count is of people kept out, and a contract keeps out everybody or nobody.
  const count = endsAccess(state.status) ? facts.totals.active : 0;
  const deciding = decidingFinding(state);
  if (deciding === null) return { grade, count, finding: found("contract_in_force", { status: state.status }) };
  return { grade, count, finding: contractFinding(deciding) };
}

/** A sentence cannot leave a date out, so findings without theirs have codes of their own. */
function contractFinding(finding: ContractFinding): HealthFinding {
  if (finding.code === "cancelled" && finding.on === null) return found("contract_cancelled_undated");
  if (finding.code === "past_due" && finding.since === null) return found("contract_past_due_undated");
  const { code, ...data } = finding;
  const params = Object.entries<string | number | null>(data).flatMap(([name, value]) =>
    value === null ? [] : [[name, value] as const],
  );
  return found(`contract_${code}`, Object.fromEntries(params));
}

const NOBODY_LISTED: Examination = { grade: null, count: 0, finding: found("list_never") };

/** On UTAGE nobody known is nobody read yet; a contract that is kept here may well have nobody. */
function isBeforeFirstList({ directory, totals }: HealthFacts): boolean {
  return directory === "utage" && totals.active + totals.deleted === 0;
}

/** Days since the oldest fact of an imported list was confirmed; null where facts do not age. */
function listAge(facts: HealthFacts, now: Date): number | null {
  if (facts.directory === "hosted" || facts.oldestConfirmedAt === null) return null;
  return daysSince(facts.oldestConfirmedAt, now);
}

function found(code: HealthFindingCode, params: HealthFinding["params"] = {}): HealthFinding {
  return { code, params };
}
