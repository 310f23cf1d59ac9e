import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RepeatedKeys } from "./candidates";

describe("RepeatedKeys", () => {
  it("finds exactly the keys that came more than once, in any order and through any growth", () => {
    const keys = fc.array(fc.oneof(fc.constantFrom("a", "b", "ab", "", "constructor"), fc.string()), {
      maxLength: 400,
    });
    fc.assert(
      fc.property(keys, (added) => {
        const repeated = new RepeatedKeys(8);
        for (const key of added) repeated.add(key);
        const counts = new Map<string, number>();
        for (const key of added) counts.set(key, (counts.get(key) ?? 0) + 1);
        for (const [key, count] of counts) expect(repeated.has(key)).toBe(count > 1);
        expect(repeated.size).toBe(counts.size);
      }),
    );
  });

  it("misses none of 200,000 keys and makes up none", () => {
    const repeated = new RepeatedKeys();
    for (let i = 0; i < 200_000; i++) repeated.add(`op${i}@example.jp`);
    for (let i = 0; i < 200_000; i += 100) repeated.add(`op${i}@example.jp`);
    let wrong = 0;
    for (let i = 0; i < 200_000; i++) if (repeated.has(`op${i}@example.jp`) !== (i % 100 === 0)) wrong++;
    expect(wrong).toBe(0);
    expect(repeated.size).toBe(200_000);
  });

  it("knows nothing that was never added", () => {
    expect(new RepeatedKeys().has("nobody@example.jp")).toBe(false);
  });
});
