import { z } from "zod";
import { day, grade, instant, uuid } from "./values";

const count = z.number().int().nonnegative();

export const causeSlug = z.enum([
  "wrong-login-page",
  "other-session",
  "duplicate-email",
  "wrong-password",
  "deleted-operator",
  "inactive-contract",
]);

/** One row of the check-up sheet. `count` is what the cause counts (operators, ③ and ⑤ too); `summary` says it in words. */
export const causeHealth = z.strictObject({
  cause: z.number().int().min(1).max(6),
  slug: causeSlug,
  grade,
  count,
  summary: z.string(),
  /** The owner puts up with it until a day; then it is left out of the contract's grade. */
  waiver: z.strictObject({ id: uuid, until: day, reason: z.string(), by: z.string() }).nullable(),
});

/** The check-up sheet of one contract; its grade is the worst of the rows that are not waived. */
export const health = z.strictObject({
  grade,
  checkedAt: instant,
  causes: z.array(causeHealth).length(6),
  totals: z.strictObject({
    operators: count,
    deletedOperators: count,
    duplicateGroups: count,
    duplicateOperators: count,
    possibleGroups: count,
    lastImportAt: instant.nullable(),
  }),
});

export type CauseSlugDto = z.output<typeof causeSlug>;
export type CauseHealthDto = z.output<typeof causeHealth>;
export type HealthDto = z.output<typeof health>;
