import "server-only";
import { type CheckUpFinding, findingsOf } from "@/lib/domain/check-up";
import type { Grade } from "@/lib/domain/grade";
import { examineHealth, type Health } from "@/lib/domain/health";
import { affectedByCause, isAffected } from "@/lib/domain/login/affected";
import { CAUSES } from "@/lib/domain/login/diagnose";
import { CAUSE_SLUGS } from "@/lib/domain/login/verdict";
import type { Prisma } from "@/prisma/generated/client";
import { AppError } from "../errors";
import { type AccountFacts, loadOneAccount } from "../health/load-account-facts";
import { everybodySql } from "../preflight/people-sql";
import { judge } from "../preflight/preflight-account";
import { sql } from "../sql";
import { weighWaivers } from "../waivers/weigh-waivers";

/** The check-up of a contract at one moment, with the profiles of the people whom each cause affects. */
export type TakenCheckUp = {
  readonly accountId: string;
  readonly takenAt: Date;
  readonly grade: Grade;
  readonly operators: number;
  /** Six, in the article's order. */
  readonly findings: readonly CheckUpFinding[];
  readonly affected: readonly { readonly cause: number; readonly profile: number }[];
};

/** The check-ups of many contracts, in the order given; what an owner waived counts in no grade, as on the sheet. */
export async function takeCheckUps(all: readonly AccountFacts[], now: Date): Promise<TakenCheckUp[]> {
  const checked = all.map((known) => ({ known, health: examineHealth(known.facts, now) }));
  return (await weighWaivers(checked, now)).map(({ known, health, grade }) =>
    toTaken(known, { ...health, grade }, now),
  );
}

/** The check-up of one contract. Throws `not_found`. */
export async function takeCheckUp(accountId: string, now: Date): Promise<TakenCheckUp> {
  const [taken] = await takeCheckUps([await loadOneAccount(accountId, now)], now);
  if (!taken) throw new AppError("not_found");
  return taken;
}

function toTaken(known: AccountFacts, health: Health, now: Date): TakenCheckUp {
  const groups = judge(known, now);
  return {
    ...{ accountId: known.accountId, takenAt: now, grade: health.grade, operators: known.facts.totals.active },
    findings: findingsOf(health, affectedByCause(groups)),
    affected: CAUSE_SLUGS.flatMap((slug) =>
      groups
        .filter((group) => isAffected(group, slug))
        .map(({ packed }) => ({ cause: CAUSES[slug].number, profile: packed })),
    ),
  };
}

/** The affected people (cause, id), in a statement that begins with `notedPeopleSql` of that moment. */
export function affectedPeopleSql({ accountId, takenAt, affected }: TakenCheckUp): Prisma.Sql {
  const [causes, profiles] = [affected.map(({ cause }) => cause), affected.map(({ profile }) => profile)];
  return sql`
    select wanted.cause, people.id
    from (${everybodySql([accountId], takenAt)}) as people
    join unnest(${causes}::int[], ${profiles}::int[]) as wanted (cause, profile) using (profile)`;
}
