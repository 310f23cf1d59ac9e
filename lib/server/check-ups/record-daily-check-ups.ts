import "server-only";
import { type FindingMark, findTheSame, markOf } from "@/lib/domain/check-up";
import { tokyoDay } from "@/lib/domain/tokyo-time";
import { pool } from "../db";
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
 * that was kept. Of any number of instances one does it at a time; when it dies another begins with what is left.
 * Gives whether some are left for the next time. A contract that cannot be examined is logged and waits for tomorrow.
 */
export async function recordDailyCheckUps(now: Date): Promise<boolean> {
  // A lock of the connection: PostgreSQL frees it when the process dies.
  const client = await pool().connect();
  let broken: unknown;
  try {
    const { rows } = await client.query<{ locked: boolean }>(
      "select pg_try_advisory_lock(hashtextextended('kenshin.check-ups', 0)) as locked",
    );
    if (!rows[0]?.locked) return false;
    const isMore = await examineSome(now);
    await client.query("select pg_advisory_unlock(hashtextextended('kenshin.check-ups', 0))");
    return isMore;
  } catch (error) {
    broken = error;
    throw error;
  } finally {
    // A connection that may still hold the lock is given to nobody else.
    client.release(broken !== undefined);
  }
}

async function examineSome(now: Date): Promise<boolean> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const accountIds = await findUnexamined(tokyoDay(now));
    if (accountIds.length === 0) return false;
    try {
      await examine(accountIds, now);
    } catch {
      // One statement for all of them says nothing of which one it is.
      for (const accountId of accountIds) await examineAlone(accountId, now);
    }
  }
  return true;
}

async function findUnexamined(today: string): Promise<string[]> {
  const rows = await queryRows<{ id: string }>(sql`
    select id from accounts where last_examined_on is distinct from ${today}::date order by id limit ${AT_ONCE}`);
  return rows.map(({ id }) => id);
}

/** Marks them last: whoever is stopped before that examines them again, and finds what was kept already. */
async function examine(accountIds: readonly string[], now: Date): Promise<void> {
  const [known, last] = await Promise.all([loadAccountFacts(accountIds, now), loadLastMarks(accountIds)]);
  for (const taken of await takeCheckUps([...known.values()], now)) {
    const { accountId } = taken;
    if (!isNews(taken, known.get(accountId), last.get(accountId))) continue;
    await keepCheckUp(taken, { origin: "daily", recordedBy: null });
  }
  await markExamined(accountIds, now);
}

/** One of a hundred that failed together. */
async function examineAlone(accountId: string, now: Date): Promise<void> {
  try {
    await examine([accountId], now);
  } catch (error) {
    log().error({ err: error, accountId }, "a contract could not be examined");
    // Throws when it is the database that is away: then nobody waits for tomorrow.
    await markExamined([accountId], now);
  }
}

async function markExamined(accountIds: readonly string[], now: Date): Promise<void> {
  await queryRows(sql`
    update accounts set last_examined_on = ${tokyoDay(now)}::date where id = any(${[...accountIds]}::uuid[])`);
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
