import "server-only";
import type { EmailKey } from "@/lib/domain/email";
import type { KnownCase } from "@/lib/domain/login/case";
import { prisma } from "../db";

/** Whose case it is: an operator, or an address that nobody has. */
export type CasePerson = {
  readonly accountId: string;
  readonly operatorId: string | null;
  readonly emailKey: EmailKey;
};

export type StoredCase = KnownCase & { readonly id: string; readonly loginUrl: string | null };

/**
 * The open case of a person, else the one closed last; null: never a case. One of the address alone, from before anybody
 * had it, is its holder's too.
 */
export async function findCaseOf({ accountId, operatorId, emailKey }: CasePerson): Promise<StoredCase | null> {
  const row = await prisma().loginCase.findFirst({
    where: { accountId, OR: [...(operatorId === null ? [] : [{ operatorId }]), { operatorId: null, emailKey }] },
    orderBy: [
      { closedAt: { sort: "desc", nulls: "first" } },
      { operatorId: { sort: "asc", nulls: "last" } },
      { id: "desc" },
    ],
    select: { id: true, states: true, loginUrl: true, closedAt: true, closedAs: true },
  });
  if (row === null) return null;
  const { id, states, loginUrl, closedAt, closedAs } = row;
  return { id, states, loginUrl, closed: closedAt && closedAs && { at: closedAt, as: closedAs } };
}
