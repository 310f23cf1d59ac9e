import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CONTRACT_STATUSES, type Contract, contractFindings, endsAccess } from "./contract";
import { CONTRACT_NOTICES, dueNotices } from "./contract-notices";
import { tokyoDay } from "./tokyo-time";

const DAY_MS = 86_400_000;
// Half an hour into 2026-11-22 in Tokyo, while it is still the 21st in UTC.
const now = new Date("2026-11-21T15:30:00Z");
const active: Contract = {
  ...{ status: "active", trialEndsOn: null, cancelsOn: null },
  ...{ pastDueSince: null, cardExpiresOn: null, statusConfirmedAt: null },
};

const day = fc.integer({ min: -400, max: 400 }).map((days) => tokyoDay(new Date(now.getTime() + days * DAY_MS)));
const anyContract: fc.Arbitrary<Contract> = fc.record({
  status: fc.constantFrom(...CONTRACT_STATUSES),
  trialEndsOn: fc.option(day),
  cancelsOn: fc.option(day),
  pastDueSince: fc.option(day),
  cardExpiresOn: fc.option(day.map((text) => text.slice(0, 7))),
  statusConfirmedAt: fc.option(fc.constant(now)),
});

describe("notices due on 2026-11-22", () => {
  it.each<[string, Partial<Contract>, readonly string[]]>([
    ["nothing without dates", {}, []],
    ["nothing 31 days ahead of a cancellation", { cancelsOn: "2026-12-23" }, []],
    ["a cancellation 30 days ahead", { cancelsOn: "2026-12-22" }, ["cancels 2026-12-22"]],
    ["a cancellation tomorrow", { cancelsOn: "2026-11-23" }, ["cancels 2026-11-23"]],
    ["a cancellation on its day", { cancelsOn: "2026-11-22" }, ["cancelled 2026-11-22"]],
    ["a cancellation that was missed", { cancelsOn: "2026-03-01" }, ["cancelled 2026-03-01"]],
    [
      "only the cancellation once it has come",
      { cancelsOn: "2026-11-22", cardExpiresOn: "2026-10" },
      ["cancelled 2026-11-22"],
    ],
    ["a trial on its last day", { status: "trial", trialEndsOn: "2026-11-22" }, ["trial_ends 2026-11-22"]],
    ["a trial on the day after", { status: "trial", trialEndsOn: "2026-11-21" }, ["trial_over 2026-11-21"]],
    ["no trial of a contract that is paid for", { status: "active", trialEndsOn: "2026-11-22" }, []],
    ["a card in its last month", { cardExpiresOn: "2026-11" }, ["card_expires 2026-11-30"]],
    ["a card after its month", { cardExpiresOn: "2026-10" }, ["card_expired 2026-10-31"]],
    ["a card of February in a leap year", { cardExpiresOn: "2024-02" }, ["card_expired 2024-02-29"]],
    [
      "several dates at once",
      { status: "trial", trialEndsOn: "2026-11-30", cancelsOn: "2026-12-01", cardExpiresOn: "2026-11" },
      ["cancels 2026-12-01", "trial_ends 2026-11-30", "card_expires 2026-11-30"],
    ],
    ["nothing of a contract that was cancelled", { status: "cancelled", cancelsOn: "2026-11-22" }, []],
    ["nothing of a forced end", { status: "force_cancelled", cancelsOn: "2026-12-01", cardExpiresOn: "2026-10" }, []],
  ])("%s", (_name, contract, wanted) => {
    expect(dueNotices({ ...active, ...contract }, now).map(({ notice, on }) => `${notice} ${on}`)).toEqual(wanted);
  });

  it("follow the day in Tokyo, not the hour", () => {
    const startOfDay = Date.parse("2026-11-21T15:00:00Z");
    fc.assert(
      fc.property(anyContract, fc.integer({ min: 0, max: DAY_MS - 1 }), (contract, ms) => {
        expect(dueNotices(contract, new Date(startOfDay + ms))).toEqual(dueNotices(contract, now));
      }),
    );
  });

  it("never name the same thing and date twice on one day, and one thing has one date for ever", () => {
    fc.assert(
      fc.property(anyContract, (contract) => {
        const dates = new Map<string, string>();
        for (let days = -450; days <= 450; days += 1) {
          const due = dueNotices(contract, new Date(now.getTime() + days * DAY_MS));
          expect(new Set(due.map(({ notice }) => notice)).size).toBe(due.length);
          for (const { notice, on } of due) {
            expect(CONTRACT_NOTICES).toContain(notice);
            expect(dates.get(notice) ?? on).toBe(on);
            dates.set(notice, on);
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it("are none for a contract that has ended, and only its end for one that ends by date", () => {
    fc.assert(
      fc.property(anyContract, (contract) => {
        const due = dueNotices(contract, now).map(({ notice }) => notice);
        if (endsAccess(contract.status)) expect(due).toEqual([]);
        else if (endsAccess(contractFindings(contract, now).status)) expect(due).toEqual(["cancelled"]);
        else expect(due).not.toContain("cancelled");
      }),
    );
  });
});
