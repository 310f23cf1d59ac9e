import "server-only";
import type { z } from "zod";
import type { WaiverQuery, waiverList } from "@/lib/schemas/waiver";
import { prisma } from "../db";
import { decodeIdCursor, idPage } from "../id-cursor";
import { toWaiver, WAIVER_SELECT } from "./waiver-record";

const ENDED = { standing: { endedAt: null }, ended: { endedAt: { not: null } }, all: {} } as const;

/** The waivers of an account, newest first. Throws `invalid_cursor`. */
export async function listWaivers(
  accountId: string,
  { status, limit, cursor }: WaiverQuery,
): Promise<z.input<typeof waiverList>> {
  const after = decodeIdCursor(cursor);
  const rows = await prisma().waiver.findMany({
    where: { accountId, ...ENDED[status], ...(after === null ? {} : { id: { lt: after } }) },
    orderBy: { id: "desc" },
    take: limit + 1,
    select: WAIVER_SELECT,
  });
  const { items, nextCursor } = idPage(rows, limit);
  return { items: items.map(toWaiver), nextCursor };
}
