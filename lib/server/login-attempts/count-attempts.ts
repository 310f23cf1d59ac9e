import "server-only";
import type { Refusal } from "@/lib/domain/login/decide";
import { CAUSE_SLUGS } from "@/lib/domain/login/verdict";
import { tokyoDay } from "@/lib/domain/tokyo-time";
import { TIME_ZONE } from "@/lib/i18n/config";
import type { AttemptResult } from "@/prisma/generated/enums";
import { queryRows, sql } from "../sql";
import { attemptResult } from "./record-attempts";

/** How a try to sign in ended: let in, or refused for a cause. */
export type AttemptOutcome = "success" | Refusal["cause"];

/** A calendar day `YYYY-MM-DD` of Asia/Tokyo and its tries. */
export type DayOfAttempts = { readonly day: string; readonly success: number; readonly refused: number };

export type AttemptCounts = {
  /** The last 30 days, today included, oldest first; a day without tries is there with zeros. */
  readonly days: readonly DayOfAttempts[];
  /** Every outcome, in the article's order, those that did not happen with 0. */
  readonly totals: readonly { readonly outcome: AttemptOutcome; readonly count: number }[];
  readonly total: number;
};

const OUTCOMES: readonly AttemptOutcome[] = ["success", ...CAUSE_SLUGS, "unknown-address"];
const DAYS = 30;

type DayRow = { day: string; results: Partial<Record<AttemptResult, number>> };

/** Counts the tries to sign in that concern one hosted contract, by day and outcome, in one statement. */
export async function countAttempts(accountId: string, now: Date): Promise<AttemptCounts> {
  const rows = await loadDays(accountId, tokyoDay(now));
  const totals = OUTCOMES.map((outcome) => {
    const result = outcome === "success" ? outcome : attemptResult(outcome);
    return { outcome, count: sum(rows.map(({ results }) => results[result] ?? 0)) };
  });
  const days = rows.map(({ day, results }) => {
    const { success = 0, ...refused } = results;
    return { day, success, refused: sum(Object.values(refused)) };
  });
  return { days, totals, total: sum(totals.map(({ count }) => count)) };
}

/** The bounds are on `created_at` itself, so that the index of the contract's newest tries serves them. */
async function loadDays(accountId: string, today: string): Promise<DayRow[]> {
  return queryRows<DayRow>(sql`
    with days as (
      select ${today}::date - ago as day from generate_series(0, ${DAYS - 1}::int) as ago
    ),
    tries as (
      select (created_at at time zone ${TIME_ZONE})::date as day, result, count(*) as count
      from login_attempts
      where account_id = ${accountId}::uuid
        and created_at >= (select min(day)::timestamp at time zone ${TIME_ZONE} from days)
        and created_at < (${today}::date + 1)::timestamp at time zone ${TIME_ZONE}
      group by 1, 2
    )
    select day, coalesce(jsonb_object_agg(result, count) filter (where result is not null), '{}') as results
    from days left join tries using (day) group by day order by day`);
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
