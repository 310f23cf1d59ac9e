import "server-only";
import type { Grade } from "@/lib/domain/grade";
import { examineHealth, type Health } from "@/lib/domain/health";
import type { CauseSlug } from "@/lib/domain/login/verdict";
import { gradeWithout, lapseOf, type WaiverEnd } from "@/lib/domain/waiver";
import { type AccountFacts, loadOneAccount } from "../health/load-account-facts";
import { log } from "../log";
import { queryRows, sql } from "../sql";
import { findingHash } from "./finding-hash";
import { lapseWaiver } from "./lapse-waiver";
import { toSlug } from "./waiver-record";

/** A contract's sheet with the facts that it was made of. */
export type CheckedAccount = { readonly known: AccountFacts; readonly health: Health };

export type StandingWaiver = {
  readonly id: string;
  /** The last day on which it holds, `YYYY-MM-DD`. */
  readonly until: string;
  readonly reason: string;
  readonly by: string;
};

export type WeighedHealth = {
  /** The worst of the findings that are not waived. */
  readonly grade: Grade;
  readonly waivers: ReadonlyMap<CauseSlug, StandingWaiver>;
};

type Standing = StandingWaiver & {
  readonly accountId: string;
  readonly slug: string;
  readonly code: string;
  readonly factsHash: string;
};

/**
 * The sheets of many contracts, in the order given, with what their owners waived left out of the grades; one statement.
 * A waiver that holds no more is ended by whoever sees it first, and its finding counts again at once.
 */
export async function weighWaivers<Account extends CheckedAccount>(
  checked: readonly Account[],
  now: Date,
): Promise<readonly (Account & WeighedHealth)[]> {
  const accountIds = checked.map(({ known }) => known.accountId);
  const stored = await queryRows<Standing>(sql`
    select id, account_id as "accountId", slug, code, facts_hash as "factsHash", until, reason, created_by_name as by
    from waivers where account_id = any(${accountIds}::uuid[]) and ended_at is null`);
  const lapses = new Map<Standing, WaiverEnd>();
  const weighed = checked.map((account) => {
    const waivers = new Map<CauseSlug, StandingWaiver>();
    for (const row of stored.filter(({ accountId }) => accountId === account.known.accountId)) {
      const end = lapseNow(row, account, now);
      if (end === null) waivers.set(toSlug(row.slug), toStanding(row));
      else lapses.set(row, end);
    }
    const { causes } = account.health;
    const grade = gradeWithout(causes, new Set(causes.filter(({ slug }) => waivers.has(slug))));
    return { ...account, grade, waivers };
  });
  for (const [waiver, end] of lapses) {
    // The sheet is right whether or not this is kept; the next look tries again.
    await endUnlessItHolds(waiver, end, now).catch((error: unknown) => {
      log().error({ err: error, accountId: waiver.accountId }, "a waiver could not be ended");
    });
  }
  return weighed;
}

/**
 * Ends a waiver for good, so not by facts that are older than it is: while a look at many contracts judges what it has read,
 * an owner may waive what has come since.
 */
async function endUnlessItHolds(waiver: Standing, end: WaiverEnd, now: Date): Promise<void> {
  if (end === "facts_changed") {
    const known = await loadOneAccount(waiver.accountId, now);
    if (lapseNow(waiver, { known, health: examineHealth(known.facts, now) }, now) === null) return;
  }
  await lapseWaiver(waiver.accountId, waiver.id, end, now);
}

function lapseNow(row: Standing, { health, known }: CheckedAccount, now: Date): WaiverEnd | null {
  const found = health.causes.find(({ slug }) => slug === row.slug);
  if (found === undefined) return "facts_changed";
  const { code } = found.finding;
  const given = { code: row.code, factsHash: row.factsHash, until: row.until };
  return lapseOf(given, { code, grade: found.grade, factsHash: findingHash(found, known, now) }, now);
}

function toStanding({ id, until, reason, by }: Standing): StandingWaiver {
  return { id, until, reason, by };
}
