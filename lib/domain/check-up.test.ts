import { describe, expect, it } from "vitest";
import { type FindingMark, findTheSame } from "./check-up";

const marks: readonly FindingMark[] = [
  { slug: "duplicate-email", grade: "D", code: "same_duplicates", fingerprint: "00000000000000ff" },
  { slug: "other-session", grade: null, code: "cannot_be_known_here", fingerprint: "0000000000000000" },
];
const but = (change: Partial<FindingMark>) => marks.map((mark, at) => (at === 0 ? { ...mark, ...change } : mark));

describe("two check-ups", () => {
  it("find the same with the same findings of the same people, in whatever order they come", () => {
    expect(findTheSame(marks, marks.toReversed())).toBe(true);
  });

  it.each<[string, readonly FindingMark[]]>([
    ["another grade", but({ grade: "B" })],
    ["another finding", but({ code: "possible_duplicates" })],
    ["other people", but({ fingerprint: "00000000000000fe" })],
    ["a cause less", marks.slice(1)],
    ["nothing", []],
  ])("differ by %s", (_name, other) => {
    expect(findTheSame(marks, other)).toBe(false);
    expect(findTheSame(other, marks)).toBe(false);
  });
});
