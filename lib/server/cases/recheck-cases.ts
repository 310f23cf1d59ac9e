import "server-only";
import { storedEmailKey } from "@/lib/domain/email";
import { actOnVerdict } from "@/lib/domain/login/case";
import type { VerdictState } from "@/lib/domain/login/verdict";
import { prisma } from "../db";
import { diagnoseAt } from "../diagnoses/judge-login";
import { type LoadedSubject, loadLoginFacts } from "../diagnoses/load-login-facts";
import { log } from "../log";
import type { LoginPageAccount } from "../login-pages/login-page-urls";
import { queryRows, sql } from "../sql";

/** Cases judged again at one go; who waits longest comes first, so that every one has its turn. */
export const CASES_AT_ONCE = 25;
/** How long a verdict is left alone, by the sweep and by whoever opens the list; milliseconds. */
const SWEEP_AFTER_MS = 5 * 60_000;
const LIST_AFTER_MS = 15_000;

type OpenCase = {
  readonly id: string;
  readonly operatorId: string | null;
  readonly emailKey: string | null;
  readonly states: readonly VerdictState[];
  readonly loginUrl: string | null;
  readonly account: LoginPageAccount & { readonly id: string };
};

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
 * clean-up, a list, a payment. Any number of instances may do it at once: each claims cases of its own. One that cannot be
 * judged is logged and goes to the end of the queue.
 */
async function recheckWhere(of: { readonly accountId?: string }, lookedAtBefore: Date, now: Date): Promise<void> {
  await closeSignedIn(of.accountId ?? null);
  const claimed = await claimCases(of.accountId ?? null, lookedAtBefore, now);
  for (const open of claimed) {
    await recheck(open, now).catch((error: unknown) => {
      log().error({ err: error, caseId: open.id }, "a case could not be looked at again");
    });
  }
}

async function claimCases(accountId: string | null, lookedAtBefore: Date, now: Date): Promise<OpenCase[]> {
  return queryRows<OpenCase>(sql`
    with waiting as (
      select id from login_cases
      where closed_at is null and last_checked_at < ${lookedAtBefore}
        and (${accountId}::uuid is null or account_id = ${accountId}::uuid)
      order by last_checked_at limit ${CASES_AT_ONCE} for update skip locked
    )
    update login_cases c set last_checked_at = ${now}
    from accounts a
    where c.id in (select id from waiting) and a.id = c.account_id
    returning c.id, c.operator_id as "operatorId", c.email_key as "emailKey", c.states::text[] as states,
              c.login_url as "loginUrl",
              jsonb_build_object('id', a.id, 'code', a.code, 'name', a.name, 'directory', a.directory,
                                 'customDomain', a.custom_domain) as account`);
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
    where: { id: open.id, accountId: account.id, closedAt: null, lastCheckedAt: now },
    data: {
      ...{ states, ...(await holderNow(open, loaded)) },
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
