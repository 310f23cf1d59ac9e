import { describe, expect, it } from "vitest";
import { examineHealth, type HealthFacts } from "./health";

const now = new Date("2026-11-22T03:00:00Z");
const hosted: HealthFacts = {
  directory: "hosted",
  totals: { active: 56, deleted: 0 },
  sameGroups: 0,
  duplicateOperators: 0,
  possibleGroups: 0,
  possibleOperators: 0,
  contract: {
    status: "active",
    trialEndsOn: null,
    cancelsOn: null,
    pastDueSince: null,
    cardExpiresOn: null,
    statusConfirmedAt: now,
  },
  oldestConfirmedAt: null,
  passwordNotSet: 0,
  passwordTrouble: null,
  wrongPageUsers: null,
  deletedStillTrying: null,
  browsers: null,
};
const utage: HealthFacts = { ...hosted, directory: "utage", oldestConfirmedAt: now, passwordNotSet: null };

const letters = (facts: HealthFacts) =>
  examineHealth(facts, now)
    .causes.map(({ grade }) => grade ?? "-")
    .join("");

describe("examineHealth", () => {
  it("gives six rows in the article's order", () => {
    expect(examineHealth(hosted, now).causes.map(({ cause, slug }) => `${cause} ${slug}`)).toEqual([
      "1 wrong-login-page",
      "2 other-session",
      "3 duplicate-email",
      "4 wrong-password",
      "5 deleted-operator",
      "6 inactive-contract",
    ]);
  });

  it.each<[string, HealthFacts, string, string]>([
    ["a healthy hosted contract", hosted, "A-AAAA", "A"],
    ["a healthy utage contract", utage, "A-A-AA", "A"],
    ["an empty hosted contract", { ...hosted, totals: { active: 0, deleted: 0 } }, "A-AAAA", "A"],
    ["duplicates", { ...hosted, sameGroups: 5, duplicateOperators: 11, possibleGroups: 2 }, "A-DAAA", "D"],
    ["look-alikes only", { ...hosted, possibleGroups: 2, possibleOperators: 4 }, "A-BAAA", "B"],
    ["an old list", { ...utage, oldestConfirmedAt: new Date("2026-08-01T00:00:00Z") }, "A-B-BA", "B"],
    [
      "old rows of a hosted contract",
      { ...hosted, oldestConfirmedAt: new Date("2020-01-01T00:00:00Z") },
      "A-AAAA",
      "A",
    ],
    ["passwords never set", { ...hosted, passwordNotSet: 56 }, "A-ADAA", "D"],
    ["operators deleted on purpose", { ...hosted, totals: { active: 50, deleted: 6 } }, "A-AAAA", "A"],
    ["somebody deleted who still tries", { ...hosted, deletedStillTrying: 1 }, "A-AADA", "D"],
    ["an unknown contract", { ...utage, contract: { ...utage.contract, status: "unknown" } }, "A-A-AC", "C"],
    [
      "a force-cancelled contract",
      { ...utage, contract: { ...utage.contract, status: "force_cancelled" } },
      "A-A-AE",
      "E",
    ],
    ["a wrong page in use", { ...hosted, wrongPageUsers: 2 }, "D-AAAA", "D"],
    ["an open self-check report", { ...hosted, browsers: { otherLogins: 1, openReports: 1 } }, "ACAAAA", "C"],
    ["other logins seen, reports closed", { ...hosted, browsers: { otherLogins: 1, openReports: 0 } }, "AAAAAA", "A"],
  ])("grades %s", (_name, facts, perCause, worst) => {
    expect(letters(facts)).toBe(perCause);
    expect(examineHealth(facts, now).grade).toBe(worst);
  });

  it("gives a utage contract no A before its first list: nobody has been examined", () => {
    const empty: HealthFacts = { ...utage, totals: { active: 0, deleted: 0 }, oldestConfirmedAt: null };
    expect([letters(empty), examineHealth(empty, now).grade]).toEqual(["A----A", null]);
    const unknown: HealthFacts = { ...empty, contract: { ...empty.contract, status: "unknown" } };
    expect([letters(unknown), examineHealth(unknown, now).grade]).toEqual(["A----C", "C"]);
    expect(letters({ ...empty, totals: { active: 0, deleted: 1 } })).toBe("A-A-AA");
  });

  it("counts people, and says what it found", () => {
    const facts: HealthFacts = {
      ...hosted,
      totals: { active: 56, deleted: 3 },
      sameGroups: 5,
      duplicateOperators: 11,
      possibleGroups: 2,
      possibleOperators: 4,
      passwordNotSet: 2,
      passwordTrouble: 1,
      contract: { ...hosted.contract, status: "past_due", pastDueSince: "2026-11-01" },
    };
    expect(examineHealth(facts, now).causes.map(({ count, finding }) => ({ count, ...finding }))).toEqual([
      { count: 0, code: "no_wrong_page_seen", params: {} },
      { count: 0, code: "cannot_be_known_here", params: {} },
      { count: 11, code: "same_duplicates", params: { groups: 5, operators: 11, possibleGroups: 2 } },
      { count: 3, code: "passwords_wrong", params: { wrong: 1, notSet: 2 } },
      { count: 3, code: "deleted_on_purpose", params: { count: 3 } },
      { count: 0, code: "contract_past_due", params: { since: "2026-11-01" } },
    ]);
  });

  it("tells of a report that waits before the logins that were seen", () => {
    const told = (openReports: number) =>
      examineHealth({ ...hosted, browsers: { otherLogins: 2, openReports } }, now).causes[1];
    expect(told(1)).toMatchObject({ count: 1, finding: { code: "reports_open", params: { count: 1 } } });
    expect(told(0)).toMatchObject({ count: 2, finding: { code: "other_logins", params: { count: 2 } } });
  });

  it("keeps nobody out while the payment is late, and has a sentence without the day", () => {
    const facts: HealthFacts = { ...hosted, contract: { ...hosted.contract, status: "past_due" } };
    expect(examineHealth(facts, now).causes[5]).toMatchObject({
      count: 0,
      finding: { code: "contract_past_due_undated", params: {} },
    });
  });

  it("counts everybody when the contract keeps everybody out, and has a sentence without the date", () => {
    const facts: HealthFacts = { ...utage, contract: { ...utage.contract, status: "cancelled" } };
    expect(examineHealth(facts, now).causes[5]).toEqual({
      cause: 6,
      slug: "inactive-contract",
      grade: "E",
      count: 56,
      finding: { code: "contract_cancelled_undated", params: {} },
    });
  });
});
