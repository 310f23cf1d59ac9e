import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  compareGrades,
  GRADE_LETTERS,
  type Grade,
  gradeContract,
  gradeDeleted,
  gradeDuplicates,
  gradeLoginPage,
  gradeOtherSession,
  gradePasswords,
  worstGrade,
} from "./grade";

const grades = fc.array(fc.constantFrom<Grade[]>(...GRADE_LETTERS, null));

describe("worstGrade", () => {
  it("leaves out what could not be examined", () => {
    expect(worstGrade(["A", null, "B"])).toBe("B");
    expect(worstGrade([null, null])).toBeNull();
    expect(worstGrade([])).toBeNull();
    expect(worstGrade(["D", "E", "A"])).toBe("E");
  });

  it("is the first of the sorted grades, in whatever order they come", () => {
    fc.assert(
      fc.property(grades, (some) => {
        expect(worstGrade(some)).toBe(some.filter((grade) => grade !== null).toSorted(compareGrades)[0] ?? null);
      }),
    );
  });
});

it("who has not been examined needs somebody more than who was found well", () => {
  expect(([null, "A", "E", "C", "B", "D"] as const).toSorted(compareGrades)).toEqual(["E", "D", "C", "B", null, "A"]);
});

describe("the table of grades", () => {
  const plain = { sameGroups: 0, possibleGroups: 0, daysOld: null };

  it.each<[string, Grade, Grade]>([
    ["1: no wrong page seen", gradeLoginPage({ wrongPageUsers: 0 }), "A"],
    ["1: a wrong page seen in use", gradeLoginPage({ wrongPageUsers: 1 }), "D"],
    ["2: before any look into a browser", gradeOtherSession(null), null],
    ["2: an open self-check report", gradeOtherSession({ openReports: 1 }), "C"],
    ["2: no open report", gradeOtherSession({ openReports: 0 }), "A"],
    ["3: no duplicates", gradeDuplicates(plain), "A"],
    ["3: possible duplicates", gradeDuplicates({ ...plain, possibleGroups: 1 }), "B"],
    ["3: facts of 90 days", gradeDuplicates({ ...plain, daysOld: 90 }), "A"],
    ["3: facts older than 90 days", gradeDuplicates({ ...plain, daysOld: 91 }), "B"],
    ["3: the same address twice", gradeDuplicates({ sameGroups: 1, possibleGroups: 3, daysOld: 91 }), "D"],
    ["4: utage", gradePasswords("utage", { affected: 5 }), null],
    ["4: hosted, nobody affected", gradePasswords("hosted", { affected: 0 }), "A"],
    ["4: hosted, a password never set", gradePasswords("hosted", { affected: 1 }), "D"],
    ["5: deleted on purpose", gradeDeleted({ stillTrying: 0, daysOld: null }), "A"],
    ["5: an old list", gradeDeleted({ stillTrying: 0, daysOld: 91 }), "B"],
    ["5: somebody deleted still tries", gradeDeleted({ stillTrying: 1, daysOld: null }), "D"],
    ["6: active", gradeContract({ status: "active", findings: [] }), "A"],
    ["6: a trial without a near end", gradeContract({ status: "trial", findings: [] }), "A"],
    ["6: past due", gradeContract({ status: "past_due", findings: [{ code: "past_due", since: null }] }), "B"],
    ["6: unknown", gradeContract({ status: "unknown", findings: [{ code: "status_unknown" }] }), "C"],
    ["6: cancelled", gradeContract({ status: "cancelled", findings: [{ code: "cancelled", on: null }] }), "E"],
    ["6: force-cancelled", gradeContract({ status: "force_cancelled", findings: [{ code: "force_cancelled" }] }), "E"],
  ])("cause %s", (_name, grade, expected) => {
    expect(grade).toBe(expected);
  });
});
