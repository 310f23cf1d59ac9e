import "server-only";
import type { z } from "zod";
import { CAUSE_SLUGS } from "@/lib/domain/login/verdict";
import type { waiver } from "@/lib/schemas/waiver";
import type { Prisma } from "@/prisma/generated/client";
import { dayOf } from "../stored-day";

/** What the answer of a waiver shows. */
export const WAIVER_SELECT = {
  ...{ id: true, slug: true, reason: true, until: true, createdByName: true, createdAt: true },
  ...{ endedAt: true, endedAs: true, endedByName: true },
} as const satisfies Prisma.WaiverSelect;

type WaiverRecord = Prisma.WaiverGetPayload<{ select: typeof WAIVER_SELECT }>;

/** A row of `WAIVER_SELECT` as the API shows it. */
export function toWaiver(row: WaiverRecord): z.input<typeof waiver> {
  const { id, reason, createdAt, endedAt, endedAs } = row;
  return {
    ...{ id, reason, createdAt, endedAt, endedAs, slug: toSlug(row.slug), until: dayOf(row.until) },
    ...{ createdBy: row.createdByName, status: endedAt === null ? "standing" : "ended", endedBy: row.endedByName },
  };
}

/** The cause of a stored row; the column holds nothing else. */
export function toSlug(stored: string) {
  const slug = CAUSE_SLUGS.find((one) => one === stored);
  if (slug === undefined) throw new Error(`a waiver of no cause: ${stored}`);
  return slug;
}
