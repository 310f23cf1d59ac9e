import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CONTRACT_STATUSES, type Contract } from "../contract";
import { storedEmailKey } from "../email";
import { type CheckedAttempt, decide } from "./decide";
import type { LoginFacts } from "./facts";
import { forecastReactivation, reactivated } from "./forecast";

const now = new Date("2026-11-22T03:00:00Z");
const later = new Date("2026-11-22T04:00:00Z");
const ended: Contract = {
  ...{ status: "cancelled", trialEndsOn: null, cancelsOn: "2026-11-01" },
  ...{ pastDueSince: null, cardExpiresOn: null, statusConfirmedAt: null },
};
const password = { set: true, check: null, failures: 0, lastFailureAt: null, lockedUntil: null } as const;
const hosted: LoginFacts = {
  ...{ directory: "hosted", emailKey: storedEmailKey("sato@example.jp"), contract: ended, listConfirmedAt: null },
  ...{ operatorId: "1", sameAddressIds: [], possibleAddressIds: [], deleted: [] },
  ...{ loginPage: null, wrongPageAttempt: null, pageTold: null, browser: null, password },
};
const utage: LoginFacts = { ...hosted, directory: "utage", listConfirmedAt: now, password: null };

function told(facts: LoginFacts): string {
  const { outcome, causes } = forecastReactivation(facts, now);
  return [outcome, ...causes.map(({ slug, evidence }) => `${slug}:${evidence[0]?.code}`)].join(" ");
}

describe("the forecast for one operator", () => {
  it.each<[string, LoginFacts, string]>([
    ["hosted, nothing in the way", hosted, "regain"],
    ["hosted, mistyped before", { ...hosted, password: { ...password, failures: 3 } }, "regain"],
    ["hosted, an address that only looks alike", { ...hosted, possibleAddressIds: ["2"] }, "regain"],
    [
      "hosted, force-cancelled",
      { ...hosted, contract: { ...ended, status: "force_cancelled", pastDueSince: "2026-09-01" } },
      "regain",
    ],
    ["hosted, a duplicate", { ...hosted, sameAddressIds: ["2"] }, "still_out duplicate-email:same_address"],
    [
      "hosted, no password",
      { ...hosted, password: { ...password, set: false } },
      "still_out wrong-password:password_never_set",
    ],
    ["hosted, locked", { ...hosted, password: { ...password, lockedUntil: later } }, "still_out wrong-password:locked"],
    [
      "hosted, two causes at once",
      { ...hosted, sameAddressIds: ["2"], password: { ...password, set: false } },
      "still_out duplicate-email:same_address wrong-password:password_never_set",
    ],
    ["utage, nothing found: the password cannot be checked", utage, "unknown"],
    ["utage, a duplicate", { ...utage, sameAddressIds: ["2"] }, "unknown duplicate-email:same_address"],
    ["utage, an old list", { ...utage, listConfirmedAt: null }, "unknown"],
  ])("%s", (_name, facts, wanted) => {
    expect(told(facts)).toBe(wanted);
  });

  it("takes a contract as active whatever it was, and keeps a cancellation that is still to come", () => {
    for (const status of CONTRACT_STATUSES) {
      expect(told({ ...hosted, contract: { ...ended, status } })).toBe("regain");
    }
    expect(reactivated(ended, now)).toMatchObject({ status: "active", cancelsOn: null });
    expect(reactivated({ ...ended, cancelsOn: "2026-11-23" }, now).cancelsOn).toBe("2026-11-23");
  });

  it("agrees with the door: who regains access is who is let in with the right password, once reactivated", () => {
    const facts = fc.record({
      twins: fc.uniqueArray(fc.constantFrom("2", "3"), { maxLength: 2 }),
      set: fc.boolean(),
      failures: fc.nat(200),
      lockedUntil: fc.constantFrom(null, now, later),
      cancelsOn: fc.constantFrom(null, "2026-11-01", "2026-11-22", "2026-11-23"),
      status: fc.constantFrom(...CONTRACT_STATUSES),
    });
    fc.assert(
      fc.property(facts, ({ twins, set, failures, lockedUntil, cancelsOn, status }) => {
        const contract = { ...ended, status, cancelsOn };
        const forecast = forecastReactivation(
          { ...hosted, contract, sameAddressIds: twins, password: { ...password, set, failures, lockedUntil } },
          now,
        );
        const attempt: CheckedAttempt = {
          ...{ page: "operator_page", signedInAs: null, emailKey: hosted.emailKey, deleted: [], lockedUntil },
          contract: reactivated(contract, now),
          active: ["1", ...twins].map((operatorId) => ({ operatorId, passwordSet: set })),
          passwordMatches: set,
        };
        expect(forecast.outcome).toBe(decide(attempt, now).allow ? "regain" : "still_out");
      }),
    );
  });
});
