import "server-only";
import type { z } from "zod";
import { examineHealth } from "@/lib/domain/health";
import type { AppLocale } from "@/lib/i18n/config";
import type { health } from "@/lib/schemas/health";
import { weighWaivers } from "../waivers/weigh-waivers";
import { findingWriter } from "./describe-finding";
import type { AccountFacts } from "./load-account-facts";

/** The check-up sheet of one contract at `now`, with what its owner waived, its findings as sentences in `locale`. */
export async function examineAccount(
  known: AccountFacts,
  now: Date,
  locale: AppLocale,
): Promise<z.input<typeof health>> {
  const { facts, lastImportAt } = known;
  const examined = examineHealth(facts, now);
  const [write, [weighed]] = await Promise.all([
    findingWriter(locale),
    weighWaivers([{ known, health: examined }], now),
  ]);
  return {
    grade: weighed ? weighed.grade : examined.grade,
    checkedAt: now,
    causes: examined.causes.map(({ cause, slug, grade: letter, count, finding }) => {
      const waiver = weighed?.waivers.get(slug) ?? null;
      return { cause, slug, grade: letter, count, summary: write(finding), waiver };
    }),
    totals: {
      operators: facts.totals.active,
      deletedOperators: facts.totals.deleted,
      duplicateGroups: facts.sameGroups,
      duplicateOperators: facts.duplicateOperators,
      possibleGroups: facts.possibleGroups,
      lastImportAt,
    },
  };
}
