import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TIME_ZONE } from "../i18n/config";
import { daysBetween, daysSince, startOfTokyoDay, tokyoClock, tokyoDay } from "./tokyo-time";

it("shows what the time zone's own table says, at any instant since 1952", () => {
  const options = { timeZone: TIME_ZONE, dateStyle: "short", timeStyle: "medium" } as const;
  const table = new Intl.DateTimeFormat("sv-SE", options);
  const instants = fc.date({ min: new Date("1952-01-01"), max: new Date("2200-01-01"), noInvalidDate: true });
  fc.assert(
    fc.property(instants, (instant) => {
      expect(tokyoClock(instant).slice(0, 19).replace("T", " ")).toBe(table.format(instant));
    }),
  );
});

describe("tokyoDay", () => {
  it.each([
    ["2026-11-21T14:59:59.999Z", "2026-11-21"],
    ["2026-11-21T15:00:00Z", "2026-11-22"],
    ["2026-12-31T15:00:00Z", "2027-01-01"],
    ["2028-02-28T15:00:00Z", "2028-02-29"],
  ])("at %s it is %s", (instant, day) => {
    expect(tokyoDay(new Date(instant))).toBe(day);
  });
});

it("counts calendar days, not spans of 24 hours", () => {
  expect(daysBetween("2026-02-28", "2026-03-01")).toBe(1);
  expect(daysBetween("2026-11-22", "2026-11-21")).toBe(-1);
  expect(daysSince(new Date("2026-11-21T14:59:00Z"), new Date("2026-11-21T15:01:00Z"))).toBe(1);
});

it("a day begins at midnight in Tokyo", () => {
  const now = new Date("2026-11-21T15:30:00Z");
  expect(startOfTokyoDay(now, 0).toISOString()).toBe("2026-11-21T15:00:00.000Z");
  expect(startOfTokyoDay(now, -1).toISOString()).toBe("2026-11-20T15:00:00.000Z");
});
