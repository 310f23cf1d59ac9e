import { describe, expect, it } from "vitest";
import type { CauseHealthDto, HealthDto } from "@/lib/schemas/health";
import { firstRemedy, remedyOf } from "./remedies";

const SLUGS: readonly CauseHealthDto["slug"][] = [
  "wrong-login-page",
  "other-session",
  "duplicate-email",
  "wrong-password",
  "deleted-operator",
  "inactive-contract",
];

/** A sheet whose six grades are the letters, - where nothing can be examined; the worst of them is the contract's. */
function sheet(letters: string, totals: Partial<HealthDto["totals"]> = {}): HealthDto {
  const grades = [...letters].map((letter) => (letter === "-" ? null : (letter as "A")));
  const known = grades.filter((grade) => grade !== null).toSorted();
  return {
    grade: known.at(-1) ?? null,
    checkedAt: "2026-11-22T03:00:00.000Z",
    causes: SLUGS.map((slug, index) => ({
      cause: index + 1,
      slug,
      grade: grades[index] ?? null,
      count: 0,
      summary: "",
      waiver: null,
    })),
    totals: {
      ...{ operators: 60, deletedOperators: 0, duplicateGroups: 0, duplicateOperators: 0, possibleGroups: 0 },
      lastImportAt: null,
      ...totals,
    },
  };
}

describe("the first thing to do", () => {
  it.each([
    ["A-A-AA", "utage", {}, null],
    ["A-D-AA", "utage", {}, "/duplicate-emails"],
    ["A-D-AE", "utage", {}, "/contract"],
    ["A-D-AC", "utage", {}, "/duplicate-emails"],
    ["A-B-AA", "utage", { possibleGroups: 1 }, "/duplicate-emails"],
    ["A-B-BA", "utage", {}, "/imports"],
    ["A-A-AC", "utage", {}, "/contract"],
    ["A-ADAA", "hosted", {}, "/operators"],
    ["D-A-AA", "utage", {}, "/login-page"],
    ["ACAAAA", "hosted", {}, "/diagnosis"],
  ] as const)("of a sheet %s (%s, %j) is %s", (letters, directory, totals, path) => {
    expect(firstRemedy(sheet(letters, totals), directory)?.path ?? null).toBe(path);
  });
});

it("every row says what to do, and only passwords and browsers are left to people", () => {
  const kinds = sheet("A-A-AA").causes.map((row) => remedyOf(row, sheet("A-A-AA"), "utage").kind);
  expect(kinds).toEqual(["link", "advice", "none", "advice", "none", "none"]);
});
