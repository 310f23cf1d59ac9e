import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GRADE_LETTERS, type Grade, worstGrade } from "./grade";
import type { HealthFinding } from "./health";
import { CAUSE_SLUGS } from "./login/verdict";
import { gradeWithout, isWaivable, isWaiverDay, lapseOf, waivableFacts } from "./waiver";

// 00:30 on 2026-11-23 in Tokyo, still the day before in UTC.
const now = new Date("2026-11-22T15:30:00Z");
const waiver = { code: "same_duplicates", factsHash: "a", until: "2026-11-23" } as const;
const found = { code: "same_duplicates", factsHash: "a", grade: "D" } as const;

describe("a waiver", () => {
  it.each([
    ["holds through its last day in Tokyo", waiver, found, null],
    ["is over the day after", { ...waiver, until: "2026-11-22" }, found, "until_passed"],
    ["lapses when the people are others", waiver, { ...found, factsHash: "b" }, "facts_changed"],
    ["lapses when the finding is another", waiver, { ...found, code: "possible_duplicates" }, "facts_changed"],
    ["lapses when nothing is found any more", waiver, { ...found, code: "no_duplicates", grade: "A" }, "facts_changed"],
    ["lapses when nobody can sign in", waiver, { ...found, grade: "E" }, "facts_changed"],
    [
      "says first that its day has passed",
      { ...waiver, until: "2026-11-22" },
      { ...found, factsHash: "b" },
      "until_passed",
    ],
  ] as const)("%s", (_name, given, finding, end) => {
    expect(lapseOf(given, finding, now)).toBe(end);
  });

  it.each([
    ["2026-11-22", false],
    ["2026-11-23", true],
    ["2027-11-23", true],
    ["2027-11-24", false],
    ["", false],
  ])("until %j: %s", (until, allowed) => {
    expect(isWaiverDay(until, now)).toBe(allowed);
  });

  it("is for what a person can decide: never for E, nor where nothing is found", () => {
    expect(([...GRADE_LETTERS, null] satisfies Grade[]).filter(isWaivable)).toEqual(["B", "C", "D"]);
  });
});

describe("the grade without what is waived", () => {
  const grade = fc.constantFrom<Grade>(...GRADE_LETTERS, null);
  const slug = fc.constantFrom(...CAUSE_SLUGS);
  const some = fc.array(fc.record({ slug, grade, isWaived: fc.boolean() }), { maxLength: 6 });
  // Somebody is examined: before the first list there is no A to give.
  const examined = fc.record({
    slug: fc.constant("duplicate-email" as const),
    grade: fc.constantFrom(...GRADE_LETTERS),
    isWaived: fc.boolean(),
  });
  const rows = fc.tuple(examined, some).map(([one, others]) => [one, ...others]);

  it("is never worse than with it, and hides no row that is not waived", () => {
    fc.assert(
      fc.property(rows, (all) => {
        const waived = new Set(all.filter(({ isWaived }) => isWaived));
        const without = gradeWithout(all, waived);
        const rest = all.filter((row) => !waived.has(row)).map((row) => row.grade);
        expect(without).toBe(worstGrade(rest));
        const withAll = worstGrade(all.map((row) => row.grade));
        expect(without === null || (withAll !== null && without <= withAll)).toBe(true);
      }),
    );
  });
});

describe("the facts behind a finding", () => {
  const facts = (code: HealthFinding["code"], params: HealthFinding["params"], about = "") =>
    waivableFacts({ code, params }, about);

  it("stay the same as days pass", () => {
    const on = "2026-12-01";
    expect(facts("contract_cancels", { on, daysLeft: 9 })).toBe(facts("contract_cancels", { daysLeft: 8, on }));
    expect(facts("list_old", { daysOld: 91 })).toBe(facts("list_old", { daysOld: 92 }));
  });

  it("stay the same as others are deleted, who do not try to sign in", () => {
    const code = "deleted_still_trying";
    expect(facts(code, { count: 1, deleted: 3 })).toBe(facts(code, { count: 1, deleted: 4 }));
  });

  it.each([
    ["another count", facts("wrong_page_seen", { count: 1 }), facts("wrong_page_seen", { count: 2 })],
    ["another date", facts("contract_cancels", { on: "2026-12-01" }), facts("contract_cancels", { on: "2026-12-02" })],
    ["other people", facts("wrong_page_seen", { count: 1 }, "a"), facts("wrong_page_seen", { count: 1 }, "b")],
    ["another finding", facts("no_duplicates", {}), facts("passwords_fine", {})],
  ])("are others with %s", (_name, one, other) => {
    expect(one).not.toBe(other);
  });
});
