import "server-only";
import { normalizeEmail } from "@/lib/domain/email";
import { prisma } from "../db";
import { activeByAccount, findAddressHolders } from "./address-holders";
import { type AttemptOrigin, type AttemptRecord, recordAttempts } from "./record-attempts";

const PAGE = { page: "contract_login", locked: false } as const;

/**
 * Keeps a try on the contract login page. An address that is no owner's and some operator's is cause 1, kept in each
 * contract that holds it: whatever the password, operators sign in elsewhere. An owner's own tries concern no contract.
 */
export async function recordContractLogin(
  email: string,
  outcome: "success" | "refused" | "other_session",
  origin: AttemptOrigin,
  now: Date,
): Promise<void> {
  const normalized = normalizeEmail(email);
  const [owners, holders] = await Promise.all([
    prisma().owner.count({ where: { emailKey: normalized.ok ? normalized.key : "" } }),
    findAddressHolders(normalized.ok ? normalized.key : null, null),
  ]);
  const result = outcome === "refused" ? (owners > 0 ? "wrong_password" : "unknown_address") : outcome;
  const elsewhere = result === "unknown_address" ? activeByAccount(holders) : [];
  const wrongPage = elsewhere.map((holder): AttemptRecord => ({ ...PAGE, ...holder, result: "wrong_login_page" }));
  const nobody = { ...PAGE, accountId: null, operatorId: null, result } as const;
  await recordAttempts(wrongPage.length > 0 ? wrongPage : [nobody], origin, now);
}
