import "server-only";
import { prisma } from "../db";

/** How many contracts the switcher offers; the list of all contracts has the rest. */
const SWITCHER_LIMIT = 30;

/** Code and name of an owner's contracts, by name, for choosing another one. */
export async function listAccountNames(ownerId: string): Promise<{ code: string; name: string }[]> {
  return prisma().account.findMany({
    where: { ownerId },
    orderBy: [{ name: "asc" }, { code: "asc" }],
    take: SWITCHER_LIMIT,
    select: { code: true, name: true },
  });
}
