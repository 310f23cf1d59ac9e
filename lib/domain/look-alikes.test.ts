import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldLookAlikes, hasLookAlikes } from "./look-alikes";

/** The rules as patterns say them, for addresses in ASCII. */
function foldByPatterns(address: string): string {
  return address
    .replace(/(?<![0-9])(0+|1+)(?=[a-z])/g, (run) => (run.startsWith("0") ? "o" : "l").repeat(run.length))
    .replace(/(?<=[0-9])[lo](?![a-z])/g, (letter) => (letter === "l" ? "1" : "0"))
    .replaceAll("rn", "m")
    .replaceAll("vv", "w");
}

describe("foldLookAlikes", () => {
  it("folds what the patterns fold, and hasLookAlikes tells whether anything is", () => {
    const address = fc.string({ unit: fc.constantFrom(..."0011289lloorrnnvva.@-".split("")), maxLength: 16 });
    fc.assert(
      fc.property(address, (text) => {
        expect(foldLookAlikes(text)).toBe(foldByPatterns(text));
        if (!hasLookAlikes(text)) expect(foldLookAlikes(text)).toBe(text);
      }),
      { numRuns: 20_000 },
    );
  });
});
