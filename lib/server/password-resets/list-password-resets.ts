import "server-only";
import type { z } from "zod";
import { resetState } from "@/lib/domain/password-reset";
import type { PageQuery } from "@/lib/schemas/pagination";
import type { passwordResetList } from "@/lib/schemas/password-reset";
import { prisma } from "../db";
import { decodeIdCursor, idPage } from "../id-cursor";

/** The reset links of an account and what became of them, newest first. Throws `invalid_cursor`. */
export async function listPasswordResets(
  accountId: string,
  { limit, cursor }: PageQuery,
  now: Date,
): Promise<z.input<typeof passwordResetList>> {
  const after = decodeIdCursor(cursor);
  const rows = await prisma().passwordReset.findMany({
    where: { accountId, ...(after === null ? {} : { id: { lt: after } }) },
    orderBy: { id: "desc" },
    take: limit + 1,
    select: {
      ...{ id: true, delivery: true, createdByName: true, createdAt: true },
      ...{ expiresAt: true, openedAt: true, usedAt: true, replacedAt: true },
      operator: { select: { id: true, name: true, email: true } },
      mails: { where: { kind: "password_reset" }, orderBy: { id: "desc" }, take: 1, select: { status: true } },
    },
  });
  const { items, nextCursor } = idPage(rows, limit);
  return {
    items: items.map(({ replacedAt, mails, ...row }) => {
      return { ...row, state: resetState({ ...row, replacedAt }, now), mail: mails[0]?.status ?? null };
    }),
    nextCursor,
  };
}
