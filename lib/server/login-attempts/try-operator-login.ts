import "server-only";
import { normalizeEmail } from "@/lib/domain/email";
import { decide, decideBeforePassword, type LoginAttempt } from "@/lib/domain/login/decide";
import { accountCode } from "@/lib/schemas/values";
import { CONTRACT_SELECT, toContract } from "../contracts/contract-record";
import { prisma } from "../db";
import { startOperatorSession } from "../operators/start-operator-session";
import { verifyPassword } from "../password-hash";
import { type CountedTry, clearThrottle, countTry, keepCount, operatorBucket } from "../sign-in-throttle";
import { type AddressHolder, activeByAccount, findAddressHolders } from "./address-holders";
import { type AttemptOrigin, type AttemptRecord, attemptResult, recordAttempts } from "./record-attempts";

export type OperatorLoginInput = {
  readonly code: string;
  readonly email: string;
  readonly password: string;
  /** Who is signed in in this browser already; null: nobody. */
  readonly signedInAs: string | null;
  readonly origin: AttemptOrigin;
};

/** `other_session` is about the browser that asks, so it may be told; every other refusal looks the same (S15). */
export type OperatorLoginResult =
  | { readonly ok: true; readonly sessionId: string }
  | { readonly ok: false; readonly reason: "other_session" | "refused" };

/**
 * A try on the operator page of a contract: decides by the six causes, keeps the try with its cause where it belongs, and
 * makes the session of who may come in. Every refusal takes the same road: the same statements and one hash (S15).
 */
export async function tryOperatorLogin(input: OperatorLoginInput, now: Date): Promise<OperatorLoginResult> {
  const normalized = normalizeEmail(input.email);
  // A path may carry anything; PostgreSQL takes no NUL (S38). Such a code is looked up all the same, as one nobody has.
  const code = accountCode.safeParse(input.code).success ? input.code : "";
  const [account, holders] = await Promise.all([
    findHostedAccount(code),
    findAddressHolders(normalized.ok ? normalized.key : null, code),
  ]);
  const here = holders.filter(({ accountId }) => accountId === account?.id);
  const active = here.filter(({ deletedAt }) => deletedAt === null);
  const deleted = here.filter(({ deletedAt }) => deletedAt !== null);
  const subject = active[0] ?? deleted[0] ?? null;
  const own = {
    accountId: account?.id ?? null,
    operatorId: subject?.operatorId ?? null,
    page: "operator_page",
  } as const;

  const early = decideBeforePassword(input, now);
  if (early) {
    await recordAttempts([{ ...own, result: attemptResult(early.cause), locked: false }], input.origin, now);
    return { ok: false, reason: "other_session" };
  }
  // An address that is none, and one on a page that is none, still have a bucket of their own (S13).
  const bucket = operatorBucket(account?.id ?? input.code, normalized.ok ? normalized.key : input.email);
  const counted = await countTry(bucket, subject);
  const passwordMatches = await verifyPassword(counted.allowed ? subject?.passwordHash : null, input.password);

  if (!account || !normalized.ok || !subject) {
    await keepCount(bucket, { isGuess: !passwordMatches });
    await recordAttempts(attemptsElsewhere(holders, own), input.origin, now);
    return { ok: false, reason: "refused" };
  }
  const attempt = attemptOf(normalized.key, toContract(account.contract), active, deleted, counted);
  const decision = decide({ ...attempt, passwordMatches }, now);
  const sessionId = decision.allow ? await open(active[0], input.origin, bucket, now) : null;
  const result = sessionId ? "success" : attemptResult(decision.allow ? "deleted-operator" : decision.cause);
  // One hash cannot say whether it was the password of another one of those who share the address; and none of them comes
  // in with any, so that there is nothing to guess.
  const isGuess = !passwordMatches && !(counted.allowed && active.length > 1);
  if (!sessionId) await keepCount(bucket, { isGuess });
  await recordAttempts([{ ...own, result, locked: counted.blockedUntil !== null }], input.origin, now);
  return sessionId ? { ok: true, sessionId } : { ok: false, reason: "refused" };
}

async function findHostedAccount(code: string) {
  const account = await prisma().account.findFirst({
    where: { code, directory: "hosted" },
    select: { id: true, contract: { select: CONTRACT_SELECT } },
  });
  return account?.contract ? { id: account.id, contract: account.contract } : null;
}

/** Nobody here has the address. Whoever has it in another contract is on the wrong page: kept there, and only there. */
function attemptsElsewhere(
  holders: readonly AddressHolder[],
  own: Pick<AttemptRecord, "accountId" | "operatorId" | "page">,
): AttemptRecord[] {
  const elsewhere = activeByAccount(holders).map(
    (holder): AttemptRecord => ({ ...holder, page: "other_contract", result: "wrong_login_page", locked: false }),
  );
  return elsewhere.length > 0 ? elsewhere : [{ ...own, result: "unknown_address", locked: false }];
}

function attemptOf(
  emailKey: LoginAttempt["emailKey"],
  contract: LoginAttempt["contract"],
  active: readonly AddressHolder[],
  deleted: readonly AddressHolder[],
  { blockedUntil }: CountedTry,
): LoginAttempt {
  return {
    page: "operator_page",
    signedInAs: null,
    emailKey,
    contract,
    active: active.map(({ operatorId, passwordHash }) => ({ operatorId, passwordSet: passwordHash !== null })),
    deleted: deleted.map(({ operatorId, deletedAt, deletedReason, deletedBy }) => ({
      operatorId,
      deletedAt,
      reason: deletedReason,
      by: deletedBy,
    })),
    lockedUntil: blockedUntil,
  };
}

/** Makes the session; null when the operator was deleted or the password changed in this moment. */
async function open(operator: AddressHolder | undefined, origin: AttemptOrigin, bucket: string, now: Date) {
  if (!operator) return null;
  const sessionId = await startOperatorSession(operator, origin.browser, now);
  if (sessionId) await clearThrottle(bucket);
  return sessionId;
}
