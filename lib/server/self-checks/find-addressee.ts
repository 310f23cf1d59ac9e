import "server-only";
import { accountCode } from "@/lib/schemas/values";
import { prisma } from "../db";
import type { AccountScope } from "../permissions";
import { readCheckToken } from "./check-link";

const ACCOUNT = { id: true, code: true, name: true, directory: true, customDomain: true, createdAt: true } as const;

/**
 * Whose page it is, as far as the address says. `account` is null where nobody can be told from it: for a code that nobody
 * has, and for one that several owners have on UTAGE.
 */
export type Addressee = {
  readonly directory: "utage" | "hosted";
  readonly account: AccountScope["account"] | null;
  /** Only by a personal link. */
  readonly operatorId: string | null;
  /** A link of ours said so, and not only a code that anybody could have typed. */
  readonly byLink: boolean;
};

const NOBODY: Addressee = { directory: "hosted", account: null, operatorId: null, byLink: false };

/**
 * Reads `/operator/<code>/check/<token>`. What the token says counts only on the page of its own contract; anything else
 * is as good as no token. A code that nobody has looks like one that is kept here (S15).
 */
export async function findAddressee(code: string, token: string | null, now: Date): Promise<Addressee> {
  if (!accountCode.safeParse(code).success) return NOBODY;
  const linked = token === null ? null : await findLinked(token, now);
  if (linked?.account.code === code) {
    const { account, operatorId } = linked;
    return { directory: account.directory, account, operatorId, byLink: true };
  }
  // A code kept here is one contract's alone, so it comes first; two rows tell whether another owner has the same on UTAGE.
  const [first, second] = await prisma().account.findMany({
    where: { code },
    orderBy: { directory: "desc" },
    take: 2,
    select: ACCOUNT,
  });
  if (!first) return NOBODY;
  const isOnlyOne = first.directory === "hosted" || second === undefined;
  return { directory: first.directory, account: isOnlyOne ? first : null, operatorId: null, byLink: false };
}

async function findLinked(token: string, now: Date) {
  const link = readCheckToken(token, now);
  if (link === null) return null;
  if (link.kind === "account") {
    const account = await prisma().account.findUnique({ where: { id: link.accountId }, select: ACCOUNT });
    return account && { account, operatorId: null };
  }
  const operator = await prisma().operator.findUnique({
    where: { id: link.operatorId },
    select: { id: true, account: { select: ACCOUNT } },
  });
  return operator && { account: operator.account, operatorId: operator.id };
}
