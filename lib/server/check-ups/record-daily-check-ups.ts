import "server-only";
import { type FindingMark, findTheSame, markOf } from "@/lib/domain/check-up";
import { tokyoDay } from "@/lib/domain/tokyo-time";
import { type AccountFacts, loadAccountFacts } from "../health/load-account-facts";
import { log } from "../log";
import { queryRows, sql } from "../sql";
import { slugOf } from "./check-up-record";
import { keepCheckUp } from "./record-check-up";
import { type TakenCheckUp, takeCheckUps } from "./take-check-up";

/** Contracts examined with one statement, and statements in one go, so that other work gets its turn. */
const AT_ONCE = 100;
const ROUNDS = 10;

/**
 * Examines each contract once a day (Asia/Tokyo) and keeps the check-up where it finds something else than the last one
 * that was kept. Any number of instances may do it at once: each takes contracts that nobody has taken today.
 * Gives whether some are left for the next time. A contract that cannot be examined is logged and waits for tomorrow.
 */
export async function recordDailyCheckUps(now: Date): Promise<boolean> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const accountIds = await claimAccounts(tokyoDay(now));
    if (accountIds.length === 0) return false;
    await examineAll(accountIds, now);
  }
  return true;
}

async function claimAccounts(today: string): Promise<string[]> {
  const rows = await queryRows<{ id: string }>(sql`
    update accounts set last_examined_on = ${today}::date where id in (
      select id from accounts where last_examined_on is distinct from ${today}::date
      order by id limit ${AT_ONCE} for update skip locked)
    returning id`);
  return rows.map(({ id }) => id);
}

async function examineAll(accountIds: readonly string[], now: Date): Promise<void> {
  const [known, last] = await Promise.all([loadAccountFacts(accountIds, now), loadLastMarks(accountIds)]);
  for (const taken of await takeCheckUps([...known.values()], now)) {
    const { accountId } = taken;
    if (!isNews(taken, known.get(accountId), last.get(accountId))) continue;
    try {
      await keepCheckUp(taken, { origin: "daily", recordedBy: null });
    } catch (error) {
      log().error({ err: error, accountId }, "a check-up could not be kept");
    }
  }
}

/** Of a contract without operators nothing is worth keeping before the first check-up. */
function isNews(
  taken: TakenCheckUp,
  known: AccountFacts | undefined,
  last: readonly FindingMark[] | undefined,
): boolean {
  if (last === undefined) return taken.operators + (known?.facts.totals.deleted ?? 0) > 0;
  return !findTheSame(taken.findings.map(markOf), last);
}

type MarkRow = Pick<FindingMark, "grade" | "code" | "fingerprint"> & { accountId: string; cause: number };

/** What the last check-up of each contract found. */
async function loadLastMarks(accountIds: readonly string[]): Promise<ReadonlyMap<string, FindingMark[]>> {
  const rows = await queryRows<MarkRow>(sql`
    select u.account_id as "accountId", c.cause, c.grade, c.code, c.fingerprint
    from unnest(${[...accountIds]}::uuid[]) as a (id)
    cross join lateral (
      select id, account_id from check_ups where account_id = a.id order by id desc limit 1) as u
    join check_up_causes c on c.check_up_id = u.id`);
  const marks = new Map<string, FindingMark[]>();
  for (const { accountId, cause, ...mark } of rows) {
    marks.set(accountId, [...(marks.get(accountId) ?? []), { slug: slugOf(cause), ...mark }]);
  }
  return marks;
}
