import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DELAYS_SECONDS,
  delayAfter,
  FREE_TRIES,
  failuresCountSince,
  LAST_TRY,
  LOCK_SECONDS,
  MAX_DELAY_SECONDS,
} from "./lock";

type Count = { readonly failures: number; readonly lastAt: number };

/** One address under attack: who may try at an instant, and the count afterwards; seconds, every guess wrong. */
function tryAt(count: Count, at: number): Count | null {
  if (at < count.lastAt + delayAfter(count.failures)) return null;
  const isQuiet = at - count.lastAt > LOCK_SECONDS;
  return { failures: isQuiet ? 1 : count.failures + 1, lastAt: at };
}

function guessesLookedAt(waits: readonly number[]): number[] {
  const looked: number[] = [];
  let at = 0;
  let count: Count = { failures: 0, lastAt: 0 };
  for (const wait of waits) {
    at += wait;
    const next = tryAt(count, at);
    if (next === null) continue;
    looked.push(at);
    count = next;
  }
  return looked;
}

const mostInOneDay = (instants: readonly number[]): number =>
  Math.max(0, ...instants.map((first) => instants.filter((at) => at >= first && at - first <= LOCK_SECONDS).length));

describe("delays after wrong passwords", () => {
  it.each([
    [0, 0],
    [1, 0],
    [4, 0],
    [5, 1],
    [6, 2],
    [7, 4],
    [10, 32],
    [14, 512],
    [15, 900],
    [16, 900],
    [99, 900],
    [100, 86_400],
    [101, 86_400],
    [1_000_000, 86_400],
  ])("S13: %i failures in a row close the door for %i seconds", (failures, seconds) => {
    expect(delayAfter(failures)).toBe(seconds);
  });

  it("S13: one more failure never shortens the delay, and no delay is longer than the lock", () => {
    fc.assert(
      fc.property(fc.nat(), (failures) => {
        const delay = delayAfter(failures);
        expect(delay).toBeGreaterThanOrEqual(0);
        expect(delayAfter(failures + 1)).toBeGreaterThanOrEqual(delay);
        expect(delay).toBeLessThanOrEqual(failures < LAST_TRY ? MAX_DELAY_SECONDS : LOCK_SECONDS);
        expect(delay > 0).toBe(failures >= FREE_TRIES);
      }),
    );
  });

  it("is one table: an entry for each failure up to the last try", () => {
    expect(DELAYS_SECONDS).toHaveLength(LAST_TRY);
    expect(DELAYS_SECONDS.map((_, index) => delayAfter(index + 1))).toEqual(DELAYS_SECONDS);
  });

  it("counts failures for whoever looks exactly as long as the next failure would follow on them", () => {
    fc.assert(
      fc.property(fc.integer({ min: LOCK_SECONDS - 2, max: LOCK_SECONDS + 2 }), (at) => {
        const followsOn = tryAt({ failures: 1, lastAt: 0 }, at)?.failures === 2;
        expect(new Date(0) >= failuresCountSince(new Date(at * 1000))).toBe(followsOn);
      }),
    );
  });

  it("S13: however the tries are spread, no day sees more than 100 passwords looked at", { timeout: 60_000 }, () => {
    const everySecond = Array.from({ length: 3 * LOCK_SECONDS }, () => 1);
    expect(mostInOneDay(guessesLookedAt(everySecond))).toBe(LAST_TRY);
    const waits = fc.array(fc.oneof(fc.nat(2), fc.nat(1000), fc.nat(2 * LOCK_SECONDS)), {
      minLength: 1,
      maxLength: 400,
    });
    fc.assert(
      fc.property(waits, (some) => {
        expect(mostInOneDay(guessesLookedAt(some))).toBeLessThanOrEqual(LAST_TRY);
      }),
    );
  });

  it("S13: whoever tries again the moment each delay is over is locked out at the hundredth failure", () => {
    let count: Count = { failures: 0, lastAt: 0 };
    for (let failures = 1; failures <= LAST_TRY; failures += 1) {
      const next = tryAt(count, count.lastAt + delayAfter(count.failures));
      if (next === null) throw new Error("a try after its delay must be looked at");
      count = next;
    }
    expect(count.failures).toBe(LAST_TRY);
    expect(tryAt(count, count.lastAt + LOCK_SECONDS - 1)).toBeNull();
    expect(tryAt(count, count.lastAt + LOCK_SECONDS + 1)).toEqual({
      failures: 1,
      lastAt: count.lastAt + LOCK_SECONDS + 1,
    });
  });
});
