import fc from "fast-check";
import { expect, it } from "vitest";
import { remainingSeconds } from "./remaining-time";

it.each([
  [{ elapsedSeconds: 10, progress: 50 }, 10],
  [{ elapsedSeconds: 30, progress: 75 }, 10],
  [{ elapsedSeconds: 3, progress: 99 }, 1],
  [{ elapsedSeconds: 10, progress: 4 }, null],
  [{ elapsedSeconds: 10, progress: 100 }, null],
  [{ elapsedSeconds: 0, progress: 50 }, null],
])("%o leaves %s seconds", (soFar, left) => {
  expect(remainingSeconds(soFar)).toBe(left);
});

it("never says that work under way takes no time, and less is left the more is done", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.001, max: 1e6, noNaN: true }),
      fc.integer({ min: 5, max: 98 }),
      (elapsedSeconds, progress) => {
        const left = remainingSeconds({ elapsedSeconds, progress }) ?? 0;
        expect(left).toBeGreaterThan(0);
        expect(remainingSeconds({ elapsedSeconds, progress: progress + 1 })).toBeLessThanOrEqual(left);
      },
    ),
  );
});
