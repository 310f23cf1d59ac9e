import { z } from "zod";
import { WAIVER_ENDS, WAIVER_REASON_MAX } from "@/lib/domain/waiver";
import { causeSlug } from "./health";
import { pageOf, pageQuery } from "./pagination";
import { accountParams, day, grade, instant, line, uuid } from "./values";

const WAIVER_STATUSES = ["standing", "ended", "all"] as const;

/** A finding that the owner puts up with: which, why, until when, and how it ended. */
export const waiver = z.strictObject({
  id: uuid,
  slug: causeSlug,
  reason: z.string(),
  /** The last day on which it holds. */
  until: day,
  createdBy: z.string(),
  createdAt: instant,
  status: z.enum(["standing", "ended"]),
  endedAt: instant.nullable(),
  endedAs: z.enum(WAIVER_ENDS).nullable(),
  /** null: it lapsed by itself. */
  endedBy: z.string().nullable(),
});

/** Newest first. */
export const waiverQuery = pageQuery.extend({ status: z.enum(WAIVER_STATUSES).default("standing") });
export const waiverList = pageOf(waiver);

export const waiverBody = z.strictObject({
  slug: causeSlug,
  reason: line(WAIVER_REASON_MAX),
  until: day,
  /** The row as the owner saw it; when the finding is another by now, nothing is waived. */
  seen: z.strictObject({ grade, count: z.number().int().nonnegative() }).optional(),
});
export const waiverParams = z.strictObject({ ...accountParams.shape, id: uuid });

export type WaiverDto = z.output<typeof waiver>;
export type WaiverInput = z.input<typeof waiverBody>;
export type WaiverQuery = z.output<typeof waiverQuery>;
