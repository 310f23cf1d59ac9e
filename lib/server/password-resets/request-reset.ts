import "server-only";
import { z } from "zod";
import { effectiveStatus, endsAccess } from "@/lib/domain/contract";
import { normalizeEmail } from "@/lib/domain/email";
import { LOCALES } from "@/lib/i18n/config";
import { accountCode } from "@/lib/schemas/values";
import { type CallLimit, countCall } from "../call-count";
import { isPlace } from "../client-network";
import { CONTRACT_SELECT, toContract } from "../contracts/contract-record";
import { prisma } from "../db";
import { AppError } from "../errors";
import { type AccountSql, forAccount } from "../for-account";
import { askAgain } from "../jobs/queue";
import { seal, unseal } from "../seal";
import { operatorBucket } from "../sign-in-throttle";
import { sql } from "../sql";
import { makeResets } from "./make-resets";

/** Reset mails that one operator can ask for within an hour, so that nobody's mailbox is flooded by a stranger. */
export const REQUESTS_PER_HOUR = 3;
/**
 * Requests from one network within an hour about one contract, and in all: room for an office after a bad morning, none
 * for a flood. A stranger who names other people costs each of them no more than REQUESTS_PER_HOUR mails anyway.
 */
export const REQUESTS_OF_A_NETWORK = { contract: 120, all: 600 } as const;
/** How long a request waits for a worker at most; later the person has long asked again. */
const WAIT_SECONDS = 60 * 60;

const request = z.strictObject({ code: z.string(), email: z.string(), locale: z.enum(LOCALES) });
export type ResetWish = z.output<typeof request>;

/**
 * Takes down that somebody cannot remember a password. Does the same work for everybody and looks nothing up, so that
 * neither answer nor time tells who exists (S15); the typed address is sealed until the job has looked at it.
 * Throws `too_many_requests`.
 * @param network as `clientNetwork` gives it; where that is no place, nobody is told from anybody else, and none counted
 */
export async function requestReset(wish: ResetWish, network: string | null): Promise<void> {
  if (isPlace(network) && !(await countCall(limitsFor(wish, network)))) throw new AppError("too_many_requests");
  const sealed = await seal(JSON.stringify(wish), WAIT_SECONDS);
  // Whoever asks again before the first request was answered is asking for the same mail.
  await askAgain("answer-reset-request", { sealed }, operatorBucket(wish.code, wish.email));
}

function limitsFor({ code }: ResetWish, network: string): CallLimit[] {
  const { contract, all } = REQUESTS_OF_A_NETWORK;
  return [
    { kind: "forgot-network-contract", subject: `${network}\n${code}`, calls: contract },
    { kind: "forgot-network", subject: network, calls: all },
  ];
}

/**
 * Mails a reset link to the one active operator of that address, if the contract lets operators in. An address held
 * twice gets none: its holders could not sign in with a new password either (cause 3), which the owner sees.
 */
export async function answerResetRequest(sealed: string, now: Date): Promise<void> {
  const text = await unseal(sealed);
  if (text === null) return;
  const { code, email, locale } = request.parse(JSON.parse(text));
  const normalized = normalizeEmail(email);
  if (!normalized.ok || !accountCode.safeParse(code).success) return;
  const account = await prisma().account.findFirst({
    where: { code, directory: "hosted" },
    select: { id: true, contract: { select: CONTRACT_SELECT } },
  });
  if (!account?.contract || endsAccess(effectiveStatus(toContract(account.contract), now))) return;
  await forAccount(account.id).sql(async (db) => {
    const operator = await lockOnlyHolder(db, normalized.key);
    if (!operator || (await countRequests(db, operator.id, now)) >= REQUESTS_PER_HOUR) return;
    await makeResets(db, [operator], { delivery: "forgot", byName: null, locale, now });
  });
}

/** Locks one row or none: a list that is coming in writes those of one address in an order of its own. */
async function lockOnlyHolder(db: AccountSql, emailKey: string) {
  const active = sql`o.account_id = ${db.accountId}::uuid and o.email_key = ${emailKey} and o.deleted_at is null`;
  const { rows } = await db.query<{ id: string; name: string; emailKey: string }>(sql`
    select o.id, o.name, o.email_key as "emailKey" from operators o
    where ${active} and not exists (
      select from operators other
      where other.account_id = o.account_id and other.email_key = o.email_key and other.deleted_at is null
        and other.id <> o.id)
    for no key update of o`);
  return rows[0];
}

async function countRequests(db: AccountSql, operatorId: string, now: Date): Promise<number> {
  const { rows } = await db.query<{ count: number }>(sql`
    select count(*)::int as count from password_resets
    where account_id = ${db.accountId}::uuid and operator_id = ${operatorId}::uuid and delivery = 'forgot'
      and created_at > ${new Date(now.getTime() - 60 * 60 * 1000)}`);
  return rows[0]?.count ?? 0;
}
