import "server-only";
import { normalizeEmail } from "@/lib/domain/email";
import { prisma } from "../db";

/** A contract as the command line names it. */
export type FoundAccount = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly ownerEmail: string;
};

/**
 * Contracts whose code is the given one in any case, of all owners or of the one with an address: who runs commands on
 * the machine stands above the owners. Several owners may have the same contract on UTAGE.
 */
export async function findAccountsByCode(code: string, ownerEmail?: string): Promise<FoundAccount[]> {
  const owner = ownerEmail === undefined ? null : normalizeEmail(ownerEmail);
  if (owner?.ok === false) return [];
  const rows = await prisma().account.findMany({
    where: { code: { equals: code, mode: "insensitive" }, ...(owner?.ok ? { owner: { emailKey: owner.key } } : {}) },
    orderBy: [{ code: "asc" }, { id: "asc" }],
    select: { id: true, code: true, name: true, owner: { select: { email: true } } },
  });
  return rows.map(({ owner: { email }, ...account }) => ({ ...account, ownerEmail: email }));
}
