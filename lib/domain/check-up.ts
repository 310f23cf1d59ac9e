import type { Grade } from "./grade";
import type { Health, HealthFinding, HealthRow } from "./health";
import type { Affected } from "./login/affected";
import type { CauseNumber, CauseSlug } from "./login/verdict";

/** How a check-up came to be kept: an owner asked for it, a list came in, or a day brought something new. */
export const CHECK_UP_ORIGINS = ["by_hand", "import", "daily"] as const;
export type CheckUpOrigin = (typeof CHECK_UP_ORIGINS)[number];

/** How many check-ups of a contract are kept; the oldest make room. */
export const CHECK_UPS_KEPT = 60;

/** What a person is in the later of two check-ups, for one cause. `back`: found before, gone in between, found again. */
export const CHECK_UP_CHANGES = ["new", "back", "fixed"] as const;
export type CheckUpChange = (typeof CHECK_UP_CHANGES)[number];

/** What a check-up says of one cause, and of whom. */
export type CheckUpFinding = {
  readonly cause: CauseNumber;
  readonly slug: CauseSlug;
  readonly grade: Grade;
  readonly count: number;
  readonly finding: HealthFinding;
  readonly affected: Affected;
};

/** The sheet as a check-up keeps it: each row with the people it is about. */
export function findingsOf(health: Health, affected: Readonly<Record<CauseSlug, Affected>>): CheckUpFinding[] {
  return health.causes.map((row: HealthRow) => ({ ...row, affected: affected[row.slug] }));
}

/** What is compared of a finding: its words change from day to day (days left), and that is no news. */
export type FindingMark = {
  readonly slug: CauseSlug;
  readonly grade: Grade;
  readonly code: string;
  readonly fingerprint: string;
};

export function markOf({ slug, grade, finding, affected }: CheckUpFinding): FindingMark {
  return { slug, grade, code: finding.code, fingerprint: affected.fingerprint };
}

/** Whether two check-ups find the same, of the same people. */
export function findTheSame(one: readonly FindingMark[], other: readonly FindingMark[]): boolean {
  return (
    one.length === other.length &&
    one.every((mark) => {
      const known = other.find(({ slug }) => slug === mark.slug);
      return known?.grade === mark.grade && known.code === mark.code && known.fingerprint === mark.fingerprint;
    })
  );
}
