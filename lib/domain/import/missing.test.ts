import { describe, expect, it } from "vitest";
import { needsConfirmation } from "./missing";

describe("needsConfirmation", () => {
  it.each([
    [0, 0, false],
    [10, 3, false],
    [10, 4, true],
    [56, 16, false],
    [56, 17, true],
    [1, 1, true],
    [100_000, 30_000, false],
    [100_000, 30_001, true],
  ])("of %i active, %i missing: %s", (active, missing, asked) => {
    expect(needsConfirmation({ active, missing })).toBe(asked);
  });
});
