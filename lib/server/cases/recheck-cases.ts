import "server-only";
import { storedEmailKey } from "@/lib/domain/email";
import { actOnVerdict } from "@/lib/domain/login/case";
import type { Prisma } from "@/prisma/generated/client";
import { prisma } from "../db";
import { diagnoseAt } from "../diagnoses/judge-login";
import { type LoadedSubject, loadLoginFacts } from "../diagnoses/load-login-facts";
import { log } from "../log";
import { queryRows, sql } from "../sql";

/** Cases judged again at one go; who waits longest comes first, so that every one has its turn. */
const AT_ONCE = 25;
/** How long a verdict is left alone, by the sweep and by whoever opens the list; milliseconds. */
const SWEEP_AFTER_MS = 5 * 60_000;
const LIST_AFTER_MS = 15_000;

const OPEN_CASE = {
  ...{ id: true, operatorId: true, emailKey: true, states: true, loginUrl: true, lastCheckedAt: true },
  account: { select: { id: true, code: true, name: true, directory: true, customDomain: true, createdAt: true } },
} as const satisfies Prisma.LoginCaseSelect;
type OpenCase = Prisma.LoginCaseGetPayload<{ select: typeof OPEN_CASE }>;

/** The sweep over everybody's open cases. */
export function recheckCases(now: Date): Promise<void> {
  return recheckWhere({}, new Date(now.getTime() - SWEEP_AFTER_MS), now);
}

/** One contract's open cases, for who is about to look at them. */
export function recheckCasesOf(accountId: string, now: Date): Promise<void> {
  return recheckWhere({ accountId }, new Date(now.getTime() - LIST_AFTER_MS), now);
}

/**
 * Looks at open cases again, so that what was settled elsewhere closes them: a sign-in that passed a case over, a
 * clean-up, a list, a payment. Any number of instances may do it at once. A case that cannot be judged is logged and
 * waits for the next time.
 */
async function recheckWhere(of: { readonly accountId?: string }, lookedAtBefore: Date, now: Date): Promise<void> {
  await closeSignedIn(of.accountId ?? null);
  const cases = await prisma().loginCase.findMany({
    where: { ...of, closedAt: null, lastCheckedAt: { lt: lookedAtBefore } },
    orderBy: { lastCheckedAt: "asc" },
    take: AT_ONCE,
    select: OPEN_CASE,
  });
  for (const open of cases) {
    await recheck(open, now).catch((error: unknown) => {
      log().error({ err: error, caseId: open.id }, "a case could not be looked at again");
    });
  }
}

/** Closes the cases of who has signed in since, whichever row of the address it was; in one statement. */
async function closeSignedIn(accountId: string | null): Promise<void> {
  await queryRows(sql`
    update login_cases c set closed_at = proof.at, closed_as = 'signed_in'
    from (
      select c.id, min(t.created_at) as at
      from login_cases c
      left join operators own on own.id = c.operator_id
      join operators o on o.account_id = c.account_id and o.email_key = coalesce(own.email_key, c.email_key)
      join login_attempts t on t.operator_id = o.id and t.result = 'success' and t.created_at >= c.opened_at
      where c.closed_at is null and (${accountId}::uuid is null or c.account_id = ${accountId}::uuid)
      group by c.id
    ) as proof
    where c.id = proof.id and c.closed_at is null`);
}

async function recheck(open: OpenCase, now: Date): Promise<void> {
  const { account, operatorId, emailKey } = open;
  const subject = operatorId === null ? emailKey !== null && { emailKey: storedEmailKey(emailKey) } : { operatorId };
  const loaded = subject ? await loadLoginFacts(account, subject, now) : null;
  if (loaded === null) return;
  const states = diagnoseAt(account, loaded, open.loginUrl, now).verdicts.map(({ state }) => state);
  const act = actOnVerdict({ states: open.states, closed: null }, states, now);
  await prisma().loginCase.updateMany({
    // Whoever looked at it meanwhile knows better.
    where: { id: open.id, accountId: account.id, closedAt: null, lastCheckedAt: open.lastCheckedAt },
    data: {
      ...{ states, lastCheckedAt: now, ...(await holderNow(open, loaded)) },
      ...(act === "close" ? { closedAt: now, closedAs: "all_clear" as const } : {}),
    },
  });
}

/** An address that nobody had is somebody's by now: it becomes their case, unless they have one. */
async function holderNow({ account, operatorId }: OpenCase, { operator }: LoadedSubject) {
  if (operatorId !== null || operator === null) return {};
  const theirs = { accountId: account.id, operatorId: operator.id, closedAt: null };
  return (await prisma().loginCase.count({ where: theirs })) === 0 ? { operatorId: operator.id, emailKey: null } : {};
}
