import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDate, formatDateTime, formatFileStamp, formatNumber, formatTime } from "./formats";

describe("dates and times as printed on the sheet", () => {
  it("are Tokyo's, whatever zone the machine is in", () => {
    expect(formatDateTime("2026-11-21T15:05:00Z")).toBe("2026/11/22 00:05");
    expect(formatDate(new Date("2026-11-21T14:59:59Z"))).toBe("2026/11/21");
    expect(formatDate(new Date("2026-11-21T15:00:00Z"))).toBe("2026/11/22");
  });

  it("write midnight as 00:00, not 24:00", () => {
    expect(formatTime("2025-12-31T15:00:00Z")).toBe("00:00");
    expect(formatFileStamp("2025-12-31T15:00:00Z")).toBe("202601010000");
  });

  it("leave a calendar day alone", () => {
    expect(formatDate("2026-01-01")).toBe("2026/01/01");
  });

  it("refuse what is no date instead of printing one", () => {
    expect(() => formatDate("soon")).toThrow(RangeError);
  });
});

describe("numbers", () => {
  it("are grouped by thousands", () => {
    expect(formatNumber(100000)).toBe("100,000");
    expect(formatNumber(0.25)).toBe("0.3");
    expect(formatNumber(-1234.5)).toBe("-1,234.5");
  });

  it("are written as the language's own rules write them", () => {
    const rules = new Intl.NumberFormat("ja", { maximumFractionDigits: 1 });
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.integer({ min: 0, max: 9 }), (whole, tenths) => {
        const value = whole + tenths / 10;
        expect(formatNumber(value)).toBe(rules.format(value));
      }),
    );
  });
});
