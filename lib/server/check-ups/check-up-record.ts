import "server-only";
import { z } from "zod";
import type { HealthFinding, HealthFindingCode } from "@/lib/domain/health";
import { CAUSE_SLUGS } from "@/lib/domain/login/verdict";
import type { checkUp } from "@/lib/schemas/check-up";
import { grade } from "@/lib/schemas/values";
import type { Prisma } from "@/prisma/generated/client";
import type { TakenCheckUp } from "./take-check-up";

/** What is read of a check-up that was kept; the people stay in the database. */
export const CHECK_UP_SELECT = {
  id: true,
  origin: true,
  recordedByName: true,
  grade: true,
  operators: true,
  recordedAt: true,
  causes: {
    select: { cause: true, grade: true, count: true, people: true, code: true, params: true },
    orderBy: { cause: "asc" },
  },
} as const satisfies Prisma.CheckUpSelect;

export type CheckUpRow = Prisma.CheckUpGetPayload<{ select: typeof CHECK_UP_SELECT }>;

type Answer = z.input<typeof checkUp>;
type WriteFinding = (finding: HealthFinding) => string;

const findingParams = z.record(z.string(), z.union([z.string(), z.number()]));

/** A kept check-up as an answer, its findings as sentences. */
export function toCheckUp(row: CheckUpRow, write: WriteFinding): Answer {
  return { ...headOf(row), causes: row.causes.map((cause) => toCause(cause, write)) };
}

export function headOf({ id, origin, recordedByName, recordedAt, operators, ...row }: CheckUpRow) {
  return { id, origin, recordedBy: recordedByName, recordedAt, grade: grade.parse(row.grade), operators };
}

function toCause({ cause, count, people, ...row }: CheckUpRow["causes"][number], write: WriteFinding) {
  const finding = { code: row.code as HealthFindingCode, params: findingParams.parse(row.params) };
  return { cause, slug: slugOf(cause), grade: grade.parse(row.grade), count, people, summary: write(finding) };
}

/** The rows of a check-up that was taken just now, as those of one that was kept. */
export function toCauses({ findings }: TakenCheckUp, write: WriteFinding): Answer["causes"] {
  return findings.map(({ cause, slug, grade: letter, count, finding, affected }) => {
    return { cause, slug, grade: letter, count, people: affected.people, summary: write(finding) };
  });
}

/** The slug of a cause by its number in the article. */
export function slugOf(cause: number) {
  const slug = CAUSE_SLUGS[cause - 1];
  if (slug === undefined) throw new Error(`There is no cause ${cause}.`);
  return slug;
}
