import "server-only";
import type { z } from "zod";
import type { CauseVerdict } from "@/lib/domain/login/diagnose";
import { type Forecast, forecastReactivation } from "@/lib/domain/login/forecast";
import { factsOfProfile } from "@/lib/domain/login/login-profile";
import { type ProfileGroup, peopleIn } from "@/lib/domain/login/preflight";
import type { CauseNumber } from "@/lib/domain/login/verdict";
import { type contractForecast, FORECAST_CODES, type forecastItem } from "@/lib/schemas/contract-forecast";
import type { PageQuery } from "@/lib/schemas/pagination";
import { type AccountFacts, loadAccountToList } from "../health/load-account-facts";
import { log } from "../log";
import { type ListedPerson, listPeople } from "../preflight/list-people";

type Answer = z.input<typeof contractForecast>;
type Finding = { readonly cause: CauseNumber } & z.input<typeof forecastItem>["causes"][number];
type ForecastGroup = ProfileGroup & Pick<Forecast, "outcome" | "failures"> & { readonly causes: readonly Finding[] };

/**
 * Who of a contract's operators could sign in if it were active again, and what keeps the others out, by the rules that
 * guard the door. Two statements, whatever the contract's size. Throws `invalid_cursor`.
 */
export async function forecastContract(account: { readonly id: string }, page: PageQuery, now: Date): Promise<Answer> {
  const known = await loadAccountToList(account.id, page, now);
  const groups = forecastAll(known, now);
  const listed = groups.filter(({ causes }) => causes.length > 0);
  const { items, nextCursor } = await listPeople(
    known,
    listed.map(({ packed }) => packed),
    page.limit,
  );
  const withOutcome = (wanted: Forecast["outcome"]) => peopleIn(groups.filter(({ outcome }) => outcome === wanted));
  return {
    regain: withOutcome("regain"),
    stillOut: withOutcome("still_out"),
    unknown: withOutcome("unknown"),
    byCause: countByCause(listed),
    items: items.map((person) => toItem(person, listed)),
    nextCursor,
  };
}

/** Look-alikes are never identity (S21), and deleted rows keep nobody out who has an active one: neither is counted. */
function forecastAll({ facts, groups }: AccountFacts, now: Date): ForecastGroup[] {
  const forecasts = groups
    .filter(({ profile }) => !profile.deleted)
    .map((group): ForecastGroup => {
      const profile = { ...group.profile, hasLookAlike: false };
      const { outcome, causes, failures } = forecastReactivation(factsOfProfile(profile, facts, now), now);
      return { ...group, outcome, failures, causes: causes.map(toFinding) };
    });
  const failures = forecasts.flatMap((forecast) => forecast.failures);
  if (failures.length > 0) log().error({ err: failures[0], count: failures.length }, "a login rule failed");
  return forecasts;
}

function toFinding({ cause, slug, state, evidence }: CauseVerdict): Finding {
  return {
    ...{ cause, slug, state: state === "blocking" ? state : "suspected" },
    code: FORECAST_CODES.find((code) => code === evidence[0]?.code) ?? "other",
  };
}

function countByCause(groups: readonly ForecastGroup[]): Answer["byCause"] {
  const counts = new Map<string, Answer["byCause"][number]>();
  for (const { causes, people } of groups) {
    for (const { cause, slug } of causes) {
      counts.set(slug, { cause, slug, count: (counts.get(slug)?.count ?? 0) + people });
    }
  }
  return [...counts.values()].toSorted((a, b) => a.cause - b.cause);
}

function toItem({ id, name, email, packed }: ListedPerson, groups: readonly ForecastGroup[]) {
  const causes = groups.find((group) => group.packed === packed)?.causes ?? [];
  return { operatorId: id, name, email, causes: causes.map(({ slug, code, state }) => ({ slug, code, state })) };
}
