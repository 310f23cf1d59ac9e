import "server-only";
import type { z } from "zod";
import type { AppLocale } from "@/lib/i18n/config";
import type { checkUp, checkUpList } from "@/lib/schemas/check-up";
import type { PageQuery } from "@/lib/schemas/pagination";
import { prisma } from "../db";
import { AppError } from "../errors";
import { findingWriter } from "../health/describe-finding";
import { decodeIdCursor, idPage } from "../id-cursor";
import { CHECK_UP_SELECT, type CheckUpRow, toCheckUp } from "./check-up-record";

/** The check-ups of a contract that are kept, newest first. Throws `invalid_cursor`. */
export async function listCheckUps(
  accountId: string,
  { limit, cursor }: PageQuery,
  locale: AppLocale,
): Promise<z.input<typeof checkUpList>> {
  const after = decodeIdCursor(cursor);
  const [rows, write] = await Promise.all([
    prisma().checkUp.findMany({
      where: { accountId, ...(after === null ? {} : { id: { lt: after } }) },
      orderBy: { id: "desc" },
      take: limit + 1,
      select: CHECK_UP_SELECT,
    }),
    findingWriter(locale),
  ]);
  const { items, nextCursor } = idPage(rows, limit);
  return { items: items.map((row) => toCheckUp(row, write)), nextCursor };
}

/** One check-up of a contract. Throws `not_found`. */
export async function readCheckUp(accountId: string, id: string, locale: AppLocale): Promise<z.input<typeof checkUp>> {
  const [row, write] = await Promise.all([findCheckUp(accountId, id), findingWriter(locale)]);
  return toCheckUp(row, write);
}

/** Throws `not_found` for one of another contract, too. */
export async function findCheckUp(accountId: string, id: string): Promise<CheckUpRow> {
  const row = await prisma().checkUp.findFirst({ where: { accountId, id }, select: CHECK_UP_SELECT });
  if (!row) throw new AppError("not_found");
  return row;
}
