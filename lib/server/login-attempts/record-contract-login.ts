import "server-only";
import { type EmailKey, normalizeEmail } from "@/lib/domain/email";
import { prisma } from "../db";
import { verifyPassword } from "../password-hash";
import { countTry, throttleBucket } from "../sign-in-throttle";
import { type AddressHolder, activeByAccount, findAddressHolders } from "./address-holders";
import { type AttemptOrigin, type AttemptRecord, recordAttempts } from "./record-attempts";

const PAGE = { page: "contract_login", locked: false } as const;

type ContractLogin = {
  readonly email: string;
  readonly password: string;
  readonly outcome: "success" | "refused" | "other_session";
};

/**
 * Keeps a try on the contract login page. An address that is some operator's is cause 1, kept in each contract that holds
 * it: whatever the password, operators sign in elsewhere. Where it is an owner's too, only the operator's own password
 * tells that the operator was meant. An owner's own tries concern no contract.
 */
export async function recordContractLogin(
  { email, password, outcome }: ContractLogin,
  origin: AttemptOrigin,
  now: Date,
): Promise<void> {
  const normalized = normalizeEmail(email);
  const key = normalized.ok ? normalized.key : null;
  const [owners, holders] = await Promise.all([
    prisma().owner.count({ where: { emailKey: key ?? "" } }),
    findAddressHolders(key, null),
  ]);
  const elsewhere = outcome === "refused" ? await operatorsMeant(key ?? email, password, owners > 0, holders) : [];
  const wrongPage = elsewhere.map((holder): AttemptRecord => ({ ...PAGE, ...holder, result: "wrong_login_page" }));
  const result = outcome === "refused" ? (owners > 0 ? "wrong_password" : "unknown_address") : outcome;
  const nobody = { ...PAGE, accountId: null, operatorId: null, result } as const;
  await recordAttempts(wrongPage.length > 0 ? wrongPage : [nobody], origin, now);
}

/** Spends one counted hash whatever the facts are (S13, S15), so that nobody can tell an owner who is an operator too. */
async function operatorsMeant(
  address: EmailKey | string,
  password: string,
  isOwners: boolean,
  holders: readonly AddressHolder[],
) {
  const active = activeByAccount(holders);
  const { allowed } = await countTry(throttleBucket("operator-on-contract-page", address));
  const oldest = holders.find(({ operatorId }) => operatorId === active[0]?.operatorId);
  const isTheirs = await verifyPassword(allowed ? oldest?.passwordHash : null, password);
  if (!isOwners) return active;
  return isTheirs ? active.slice(0, 1) : [];
}
