import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readDay, readMoment } from "./dates";

describe("readDay", () => {
  it.each([
    ["2026/03/15", "2026-03-15"],
    ["2026-3-5", "2026-03-05"],
    ["2026.3.5", "2026-03-05"],
    ["2026年3月5日", "2026-03-05"],
    ["２０２６／０３／１５", "2026-03-15"],
    ["2026/03/15(日)", "2026-03-15"],
    ["2026/03/15（日） 9:05", "2026-03-15"],
    ["2026/03/15 (日)", "2026-03-15"],
    ["2026年3月15日　（日曜日）　9時5分", "2026-03-15"],
    ["2026年3月5日 14時02分", "2026-03-05"],
    ["2026-03-15T09:12:33+09:00", "2026-03-15"],
    [" 2024/02/29 ", "2024-02-29"],
  ])("reads %s as the day that it writes", (text, day) => {
    expect(readDay(text)).toBe(day);
  });

  it.each([
    "",
    "45000",
    "03/05/26",
    "2026/02/30",
    "2026/13/01",
    "2026/3-5",
    "2026/03/15 24:00",
    "0026/03/15",
    "昨日",
    "2026/03",
  ])("answers null for %j, which is no day", (text) => {
    expect(readDay(text)).toBeNull();
  });

  it("never throws, and only ever answers a calendar day", () => {
    const texts = fc.oneof(fc.string(), fc.stringMatching(/^\d{4}[/.年-]\d{1,2}[/.月-]\d{1,2}日?( \d{1,2}:\d{1,2})?$/));
    fc.assert(
      fc.property(texts, (text) => {
        const day = readDay(text);
        if (day !== null) expect(new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10)).toBe(day);
      }),
    );
  });
});

describe("readMoment", () => {
  it.each([
    ["2026/03/15 09:12", "2026-03-15T00:12:00.000Z"],
    ["2026/03/15 09:12:33", "2026-03-15T00:12:33.000Z"],
    ["2026年3月5日 0時5分", "2026-03-04T15:05:00.000Z"],
    ["2026-03-15", "2026-03-14T15:00:00.000Z"],
    ["2026-03-15T09:12:33Z", "2026-03-15T09:12:33.000Z"],
    ["2026-03-15T09:12:33.123-0500", "2026-03-15T14:12:33.000Z"],
  ])("reads %s as Japan's clock unless it names an offset", (text, moment) => {
    expect(readMoment(text)).toBe(moment);
  });

  it.each(["", "なし", "2026/03/15 24:61", "2026-03-15T09:12:33+99:00"])("answers null for %j", (text) => {
    expect(readMoment(text)).toBeNull();
  });
});
