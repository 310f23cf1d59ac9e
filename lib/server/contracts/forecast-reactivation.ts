import "server-only";
import type { z } from "zod";
import type { Contract } from "@/lib/domain/contract";
import { storedEmailKey } from "@/lib/domain/email";
import type { CauseVerdict } from "@/lib/domain/login/diagnose";
import type { LoginFacts } from "@/lib/domain/login/facts";
import { type Forecast, forecastReactivation } from "@/lib/domain/login/forecast";
import type { CauseNumber } from "@/lib/domain/login/verdict";
import type { Directory } from "@/lib/domain/login-page";
import { type contractForecast, FORECAST_CODES, type forecastItem } from "@/lib/schemas/contract-forecast";
import type { PageQuery } from "@/lib/schemas/pagination";
import { prisma } from "../db";
import { decodeIdCursor, idPage } from "../id-cursor";
import { log } from "../log";
import { queryRows, sql } from "../sql";
import { CONTRACT_SELECT, toContract } from "./contract-record";

type Answer = z.input<typeof contractForecast>;
type Account = { readonly id: string; readonly directory: Directory };

type OperatorRow = {
  id: string;
  name: string;
  email: string;
  emailKey: string;
  passwordSet: boolean;
  lastConfirmedAt: Date | null;
  failures: number | null;
  lastFailureAt: Date | null;
  blockedUntil: Date | null;
};

/**
 * Who of a contract's operators could sign in if it were active again, and what keeps the others out, by the rules that
 * guard the door. Two statements, whatever the contract's size. Throws `invalid_cursor`.
 */
export async function forecastContract(account: Account, { limit, cursor }: PageQuery, now: Date): Promise<Answer> {
  const after = decodeIdCursor(cursor);
  const [contract, rows] = await Promise.all([loadContract(account.id), loadOperators(account.id)]);
  const forecasts = forecastAll(rows, { directory: account.directory, contract }, now);
  const listed = forecasts.filter(({ causes }) => causes.length > 0);
  const ahead = after === null ? listed : listed.filter(({ row }) => row.id > after);
  const { items, nextCursor } = idPage(
    ahead.slice(0, limit + 1).map(({ row, causes }) => ({ id: row.id, row, causes })),
    limit,
  );
  const withOutcome = (wanted: Forecast["outcome"]) => forecasts.filter(({ outcome }) => outcome === wanted).length;
  return {
    regain: withOutcome("regain"),
    stillOut: withOutcome("still_out"),
    unknown: withOutcome("unknown"),
    byCause: countByCause(listed.flatMap(({ causes }) => causes)),
    items: items.map(toItem),
    nextCursor,
  };
}

async function loadContract(accountId: string): Promise<Contract> {
  return toContract(await prisma().contract.findUniqueOrThrow({ where: { accountId }, select: CONTRACT_SELECT }));
}

/** Every active operator with password and lock, in the order of their ids. */
async function loadOperators(accountId: string): Promise<OperatorRow[]> {
  return queryRows<OperatorRow>(sql`
    select o.id, o.name, o.email, o.email_key as "emailKey", o.password_hash is not null as "passwordSet",
           o.last_confirmed_at as "lastConfirmedAt", t.failures, t.last_failure_at as "lastFailureAt",
           t.blocked_until as "blockedUntil"
    from operators o
    left join (
      select operator_id, max(failures) as failures, max(last_failure_at) as last_failure_at,
             max(blocked_until) as blocked_until
      from sign_in_throttles where account_id = ${accountId}::uuid and operator_id is not null group by operator_id
    ) as t on t.operator_id = o.id
    where o.account_id = ${accountId}::uuid and o.deleted_at is null
    order by o.id`);
}

type Shared = { readonly directory: Directory; readonly contract: Contract };
type Finding = { readonly cause: CauseNumber } & z.input<typeof forecastItem>["causes"][number];
/** A forecast without its evidence, which names people: it stands for everybody with the same facts. */
type Judged = Pick<Forecast, "outcome" | "failures"> & { readonly causes: readonly Finding[] };
type Forecasted = Judged & { readonly row: OperatorRow };

/** Most operators differ in nothing that the rules look at, so equal facts are judged once, not 100,000 times. */
function forecastAll(rows: readonly OperatorRow[], shared: Shared, now: Date): Forecasted[] {
  const holders = firstHolders(rows);
  const known = new Map<string, Judged>();
  const forecasts = rows.map((row): Forecasted => {
    const other = holders.get(row.emailKey)?.find((id) => id !== row.id);
    const key = factsKey(row, other !== undefined);
    const judged = known.get(key) ?? judge(toFacts(row, other, shared), now);
    known.set(key, judged);
    return { row, ...judged };
  });
  const failures = forecasts.flatMap((forecast) => forecast.failures);
  if (failures.length > 0) log().error({ err: failures[0], count: failures.length }, "a login rule failed");
  return forecasts;
}

/** Everything of `toFacts` that is not the same for the whole contract, and names nobody. */
function factsKey(row: OperatorRow, isShared: boolean): string {
  const instants = [row.lastConfirmedAt, row.lastFailureAt, row.blockedUntil].map((at) => at?.getTime());
  return [isShared, row.passwordSet, row.failures, ...instants].join();
}

function judge(facts: LoginFacts, now: Date): Judged {
  const { outcome, causes, failures } = forecastReactivation(facts, now);
  return { outcome, failures, causes: causes.map(toFinding) };
}

function toFinding({ cause, slug, state, evidence }: CauseVerdict): Finding {
  return {
    ...{ cause, slug, state: state === "blocking" ? state : "suspected" },
    code: FORECAST_CODES.find((code) => code === evidence[0]?.code) ?? "other",
  };
}

/** Of each address the first two operators: one other holder proves a duplicate, however many there are. */
function firstHolders(rows: readonly OperatorRow[]): ReadonlyMap<string, readonly string[]> {
  const holders = new Map<string, string[]>();
  for (const { id, emailKey } of rows) {
    const known = holders.get(emailKey);
    if (known === undefined) holders.set(emailKey, [id]);
    else if (known.length < 2) known.push(id);
  }
  return holders;
}

/** Look-alikes are never identity (S21), and deleted rows keep nobody out who has an active one: neither is loaded. */
function toFacts(row: OperatorRow, otherHolder: string | undefined, { directory, contract }: Shared): LoginFacts {
  const password = {
    ...{ set: row.passwordSet, check: null, failures: row.failures ?? 0 },
    ...{ lastFailureAt: row.lastFailureAt, lockedUntil: row.blockedUntil },
  };
  return {
    ...{ directory, contract, operatorId: row.id, emailKey: storedEmailKey(row.emailKey) },
    listConfirmedAt: directory === "hosted" ? null : row.lastConfirmedAt,
    sameAddressIds: otherHolder === undefined ? [] : [otherHolder],
    ...{ possibleAddressIds: [], deleted: [], loginPage: null, wrongPageAttempt: null, browser: null },
    password: directory === "hosted" ? password : null,
  };
}

function countByCause(findings: readonly Finding[]): Answer["byCause"] {
  const counts = new Map<string, Answer["byCause"][number]>();
  for (const { cause, slug } of findings) {
    counts.set(slug, { cause, slug, count: (counts.get(slug)?.count ?? 0) + 1 });
  }
  return [...counts.values()].toSorted((a, b) => a.cause - b.cause);
}

function toItem({ row, causes }: Pick<Forecasted, "row" | "causes">): z.input<typeof forecastItem> {
  return {
    ...{ operatorId: row.id, name: row.name, email: row.email },
    causes: causes.map(({ slug, code, state }) => ({ slug, code, state })),
  };
}
