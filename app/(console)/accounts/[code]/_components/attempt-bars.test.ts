import fc from "fast-check";
import { expect, it } from "vitest";
import { attemptBars, busiestDay, CHART } from "./attempt-bars";

const day = (success: number, refused: number) => ({ day: "2026-11-24", success, refused });

it("stands on the ground, what was refused on what succeeded", () => {
  const [bar] = attemptBars([day(2, 1)]);
  expect(bar?.success.y).toBeCloseTo(CHART.height - (bar?.success.height ?? 0));
  expect(bar?.refused.y).toBeCloseTo((bar?.success.y ?? 0) - (bar?.refused.height ?? 0));
  expect(bar?.success.height).toBeCloseTo(2 * (bar?.refused.height ?? 0));
});

it("draws nothing for a day without tries, and nothing at all for none", () => {
  const flat = { height: 0 };
  expect(attemptBars([day(0, 0), day(0, 4)])).toMatchObject([
    { success: flat, refused: flat },
    { success: flat, refused: { y: 3 } },
  ]);
  expect(attemptBars([day(0, 0)])).toMatchObject([{ success: flat, refused: flat }]);
  expect([attemptBars([]), busiestDay([])]).toEqual([[], 0]);
});

it("keeps every bar in its place, inside the chart, and no count out of sight", () => {
  const days = fc.array(fc.record({ day: fc.constant("2026-11-24"), success: fc.nat(), refused: fc.nat() }), {
    ...{ minLength: 1, maxLength: 30 },
  });
  fc.assert(
    fc.property(days, (some) => {
      let edge = 0;
      for (const [index, { x, width, success, refused }] of attemptBars(some).entries()) {
        expect(x).toBeGreaterThan(edge);
        edge = x + width;
        expect(refused.y).toBeGreaterThanOrEqual(-1e-9);
        expect(success.height >= 3).toBe((some[index]?.success ?? 0) > 0);
        expect(refused.height >= 3).toBe((some[index]?.refused ?? 0) > 0);
      }
      expect(edge).toBeLessThan(CHART.width);
    }),
  );
});
