import { describe, expect, it } from "vitest";
import { type Contract, contractFindings, effectiveStatus } from "./contract";

const now = new Date("2026-11-22T03:00:00Z");
const active: Contract = {
  status: "active",
  trialEndsOn: null,
  cancelsOn: null,
  pastDueSince: null,
  cardExpiresOn: null,
  statusConfirmedAt: now,
};

describe("effectiveStatus", () => {
  it.each<[string, Partial<Contract>, string]>([
    ["cancelled from its day on", { cancelsOn: "2026-11-22" }, "cancelled"],
    ["active on the day before", { cancelsOn: "2026-11-23" }, "active"],
    ["cancelled by date even in a trial", { status: "trial", cancelsOn: "2026-11-01" }, "cancelled"],
    [
      "force-cancelled whatever the dates say",
      { status: "force_cancelled", cancelsOn: "2026-11-01" },
      "force_cancelled",
    ],
    ["cancelled although the date is still to come", { status: "cancelled", cancelsOn: "2027-01-01" }, "cancelled"],
    ["a trial on its last day", { status: "trial", trialEndsOn: "2026-11-22" }, "trial"],
    ["unknown after the last day of the trial", { status: "trial", trialEndsOn: "2026-11-21" }, "unknown"],
    ["a trial without an end", { status: "trial" }, "trial"],
    ["active although an old trial date is still there", { trialEndsOn: "2026-01-01" }, "active"],
    ["past due", { status: "past_due", pastDueSince: "2026-11-01" }, "past_due"],
  ])("is %s", (_name, change, status) => {
    expect(effectiveStatus({ ...active, ...change }, now)).toBe(status);
  });

  it("changes at midnight in Tokyo", () => {
    const contract = { ...active, cancelsOn: "2026-11-22" };
    expect(effectiveStatus(contract, new Date("2026-11-21T14:59:59Z"))).toBe("active");
    expect(effectiveStatus(contract, new Date("2026-11-21T15:00:00Z"))).toBe("cancelled");
  });
});

describe("contractFindings", () => {
  it.each<[string, Partial<Contract>, readonly object[]]>([
    ["nothing about a plain active contract", {}, []],
    [
      "a cancellation 30 days ahead",
      { cancelsOn: "2026-12-22" },
      [{ code: "cancels", on: "2026-12-22", daysLeft: 30 }],
    ],
    ["no cancellation 31 days ahead", { cancelsOn: "2026-12-23" }, []],
    [
      "only the cancellation once it has come",
      { status: "past_due", cancelsOn: "2026-11-22", cardExpiresOn: "2026-01" },
      [{ code: "cancelled", on: "2026-11-22" }],
    ],
    ["a forced cancellation", { status: "force_cancelled" }, [{ code: "force_cancelled" }]],
    [
      "the last day of a trial",
      { status: "trial", trialEndsOn: "2026-11-22" },
      [{ code: "trial_ends", on: "2026-11-22", daysLeft: 0 }],
    ],
    [
      "a trial that is over",
      { status: "trial", trialEndsOn: "2026-11-21" },
      [{ code: "trial_over", on: "2026-11-21" }],
    ],
    [
      "a payment overdue",
      { status: "past_due", pastDueSince: "2026-11-01" },
      [{ code: "past_due", since: "2026-11-01" }],
    ],
    [
      "a card that ends this month",
      { cardExpiresOn: "2026-11" },
      [{ code: "card_expires", month: "2026-11", daysLeft: 8 }],
    ],
    ["no card that ends next month", { cardExpiresOn: "2026-12" }, []],
    ["a card that has ended", { cardExpiresOn: "2026-10" }, [{ code: "card_expired", month: "2026-10" }]],
    ["an unknown status", { status: "unknown", statusConfirmedAt: null }, [{ code: "status_unknown" }]],
    [
      "a status confirmed 91 days ago",
      { statusConfirmedAt: new Date("2026-08-23T03:00:00Z") },
      [{ code: "status_stale", daysOld: 91 }],
    ],
    ["no status confirmed 90 days ago", { statusConfirmedAt: new Date("2026-08-24T03:00:00Z") }, []],
    ["no card month that is not one", { cardExpiresOn: "zzzz" }, []],
  ])("tells of %s", (_name, change, findings) => {
    expect(contractFindings({ ...active, ...change }, now).findings).toEqual(findings);
  });
});
