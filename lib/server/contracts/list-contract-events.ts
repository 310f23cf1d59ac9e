import "server-only";
import type { z } from "zod";
import { type contractEventList, contractSnapshot } from "@/lib/schemas/contract";
import type { PageQuery } from "@/lib/schemas/pagination";
import { prisma } from "../db";
import { decodeIdCursor, idPage } from "../id-cursor";
import { dayOf } from "../stored-day";

/** The history of a contract, newest first. Throws `invalid_cursor`. */
export async function listContractEvents(
  accountId: string,
  { limit, cursor }: PageQuery,
): Promise<z.input<typeof contractEventList>> {
  const after = decodeIdCursor(cursor);
  const rows = await prisma().contractEvent.findMany({
    where: { accountId, ...(after === null ? {} : { id: { lt: after } }) },
    orderBy: { id: "desc" },
    take: limit + 1,
    select: {
      id: true,
      actorName: true,
      before: true,
      after: true,
      notice: true,
      noticeOn: true,
      createdAt: true,
    },
  });
  const { items, nextCursor } = idPage(rows, limit);
  return {
    items: items.map((row) => ({
      ...row,
      before: row.before === null ? null : contractSnapshot.parse(row.before),
      after: contractSnapshot.parse(row.after),
      noticeOn: row.noticeOn && dayOf(row.noticeOn),
    })),
    nextCursor,
  };
}
