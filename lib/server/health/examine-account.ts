import "server-only";
import type { z } from "zod";
import { examineHealth } from "@/lib/domain/health";
import type { AppLocale } from "@/lib/i18n/config";
import type { health } from "@/lib/schemas/health";
import { findingWriter } from "./describe-finding";
import type { AccountFacts } from "./load-account-facts";

/** The check-up sheet of one contract at `now`, its findings as sentences in `locale`. */
export async function examineAccount(
  { facts, lastImportAt }: AccountFacts,
  now: Date,
  locale: AppLocale,
): Promise<z.input<typeof health>> {
  const write = await findingWriter(locale);
  const { grade, causes } = examineHealth(facts, now);
  return {
    grade,
    checkedAt: now,
    causes: causes.map(({ cause, slug, grade: letter, count, finding }) => {
      return { cause, slug, grade: letter, count, summary: write(finding) };
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
