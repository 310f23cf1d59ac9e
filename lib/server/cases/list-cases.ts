import "server-only";
import type { z } from "zod";
import type { LoginCaseQuery, loginCaseList } from "@/lib/schemas/login-case";
import type { Prisma } from "@/prisma/generated/client";
import { prisma } from "../db";
import { AppError } from "../errors";
import { decodeIdCursor, idPage } from "../id-cursor";
import { queryRows, sql } from "../sql";
import { CASE_SELECT, toCase } from "./case-record";
import { recheckCasesOf } from "./recheck-cases";

/**
 * The cases of an account: `open` and `all` the newest first, `closed` the last closed first. What was settled elsewhere
 * is closed before it is listed. Throws `invalid_cursor`.
 */
export async function listCases(
  accountId: string,
  { status, limit, cursor }: LoginCaseQuery,
  now: Date,
): Promise<z.input<typeof loginCaseList>> {
  const where = { accountId, ...WHERE[status] };
  const after = decodeIdCursor(cursor);
  if (after === null) await recheckCasesOf(accountId, now);
  const [rows, total] = await Promise.all([
    prisma().loginCase.findMany({
      where: { AND: [where, after === null ? {} : await following(accountId, after, status)] },
      orderBy: status === "closed" ? [{ closedAt: "desc" }, { id: "desc" }] : { id: "desc" },
      take: limit + 1,
      select: CASE_SELECT,
    }),
    prisma().loginCase.count({ where }),
  ]);
  const { items, nextCursor } = idPage(rows, limit);
  return { items: items.map(toCase), nextCursor, total };
}

const WHERE = {
  open: { closedAt: null },
  closed: { closedAt: { not: null } },
  all: {},
} as const satisfies Record<LoginCaseQuery["status"], Prisma.LoginCaseWhereInput>;

/** What stands after a case in the list. Throws `invalid_cursor` for one that is not in it. */
async function following(
  accountId: string,
  id: string,
  status: LoginCaseQuery["status"],
): Promise<Prisma.LoginCaseWhereInput> {
  if (status !== "closed") return { id: { lt: id } };
  const last = await prisma().loginCase.findFirst({ where: { id, accountId }, select: { closedAt: true } });
  if (!last?.closedAt) throw new AppError("invalid_cursor");
  return { OR: [{ closedAt: { lt: last.closedAt } }, { closedAt: last.closedAt, id: { lt: id } }] };
}

/** How many cases of an account are open. */
export async function countOpenCases(accountId: string): Promise<number> {
  const [row] = await queryRows<{ count: number }>(sql`
    select count(*)::int as count from login_cases where account_id = ${accountId}::uuid and closed_at is null`);
  return row?.count ?? 0;
}
