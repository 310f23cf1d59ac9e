import "server-only";
import type { z } from "zod";
import { SELF_CHECK_STEPS } from "@/lib/domain/self-check";
import type { PageQuery } from "@/lib/schemas/pagination";
import type { selfCheck, selfCheckList } from "@/lib/schemas/self-check";
import type { Prisma } from "@/prisma/generated/client";
import { prisma } from "../db";
import { decodeIdCursor, idPage } from "../id-cursor";

const SELF_CHECK_SELECT = {
  ...{ id: true, createdAt: true, outcome: true, seen: true, browser: true },
  ...{ otherLogin: true, cookies: true, privateWindow: true, tried: true },
  ...{ reporterName: true, note: true, videoUrl: true },
} as const;

/** A row as the owner sees it. */
function toSelfCheck(row: Prisma.SelfCheckGetPayload<{ select: typeof SELF_CHECK_SELECT }>): z.input<typeof selfCheck> {
  const { createdAt: at, reporterName, note, videoUrl, tried, ...facts } = row;
  return {
    ...{ ...facts, at },
    tried: SELF_CHECK_STEPS.filter((step) => tried.includes(step)),
    report: reporterName === null ? null : { name: reporterName, note: note ?? "", videoUrl },
  };
}

/** Whose self-checks: an operator's, or those of a case's report. */
export type SelfChecksOf = { readonly accountId: string } & (
  | { readonly operatorId: string }
  | { readonly caseId: string }
);

/** What the self-checks found, newest first. Throws `invalid_cursor`. */
export async function listSelfChecks(
  of: SelfChecksOf,
  { limit, cursor }: PageQuery,
): Promise<z.input<typeof selfCheckList>> {
  const after = decodeIdCursor(cursor);
  const rows = await prisma().selfCheck.findMany({
    where: { ...of, ...(after === null ? {} : { id: { lt: after } }) },
    orderBy: { id: "desc" },
    take: limit + 1,
    select: SELF_CHECK_SELECT,
  });
  const { items, nextCursor } = idPage(rows, limit);
  return { items: items.map(toSelfCheck), nextCursor };
}
