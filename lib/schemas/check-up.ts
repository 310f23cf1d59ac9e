import { z } from "zod";
import { CHECK_UP_CHANGES, CHECK_UP_ORIGINS } from "@/lib/domain/check-up";
import { CAUSE_SLUGS } from "@/lib/domain/login/verdict";
import { pageOf, pageQuery } from "./pagination";
import { accountCode, grade, instant, uuid } from "./values";

const count = z.number().int().nonnegative();
const slug = z.enum(CAUSE_SLUGS);
const cause = z.number().int().min(1).max(6);

/** What a check-up found for one cause; `people` are those whom the finding is about. */
const checkUpCause = z.strictObject({ cause, slug, grade, count, people: count, summary: z.string() });

/** A check-up as it was kept. */
export const checkUp = z.strictObject({
  id: uuid,
  recordedAt: instant,
  origin: z.enum(CHECK_UP_ORIGINS),
  /** The owner who asked for it; null: nobody had to. */
  recordedBy: z.string().nullable(),
  grade,
  operators: count,
  causes: z.array(checkUpCause).length(6),
});

export const checkUpList = pageOf(checkUp);

export const checkUpParams = z.strictObject({ code: accountCode, id: uuid });

export const comparisonQuery = z.strictObject({
  ...pageQuery.shape,
  /** The check-up to compare with, or how it stands now. */
  with: z.union([uuid, z.literal("now")]).default("now"),
  cause: slug.optional(),
  change: z.enum(CHECK_UP_CHANGES).optional(),
});

const comparedCause = z.strictObject({
  ...{ cause, slug, before: checkUpCause, after: checkUpCause },
  /** People: found now and never before; found again; found no more; found in both. */
  ...{ new: count, back: count, fixed: count, still: count },
});

export const comparisonItem = z.strictObject({
  operatorId: uuid,
  name: z.string(),
  email: z.string(),
  status: z.enum(["active", "deleted"]),
  /** In the article's order. */
  changes: z.array(z.strictObject({ slug, change: z.enum(CHECK_UP_CHANGES) })),
});

/** Two check-ups side by side, the earlier one first, and the people for whom something has changed. */
export const comparison = z.strictObject({
  ...pageOf(comparisonItem).shape,
  /** How many the list holds on all its pages. */
  total: count,
  before: checkUp.omit({ causes: true }),
  /** How it stands now has neither id nor origin. */
  after: z.union([
    checkUp.omit({ causes: true }),
    z.strictObject({ id: z.null(), recordedAt: instant, grade, operators: count }),
  ]),
  causes: z.array(comparedCause).length(6),
  /** People with such a change, whatever the cause; each counts once for each kind. */
  people: z.strictObject({ new: count, back: count, fixed: count }),
});

export type CheckUpDto = z.output<typeof checkUp>;
export type CheckUpListDto = z.output<typeof checkUpList>;
export type ComparisonDto = z.output<typeof comparison>;
export type ComparisonItemDto = z.output<typeof comparisonItem>;
