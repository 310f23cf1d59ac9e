import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RepeatedKeys } from "./candidates";
import { hashKey } from "./key-hash";

function placesOf(keys: readonly string[]): number[] {
  const repeated = new RepeatedKeys();
  for (const [index, key] of keys.entries()) repeated.add(hashKey(key), index + 1);
  return [...repeated.places()];
}

describe("RepeatedKeys", () => {
  it("finds exactly the places of keys that came more than once, in any order and through any growth", () => {
    const keys = fc.array(fc.oneof(fc.constantFrom("a", "b", "ab", "", "constructor"), fc.string()), {
      maxLength: 400,
    });
    fc.assert(
      fc.property(keys, (added) => {
        const counts = new Map<string, number>();
        for (const key of added) counts.set(key, (counts.get(key) ?? 0) + 1);
        const expected = added.flatMap((key, index) => ((counts.get(key) ?? 0) > 1 ? [index + 1] : []));
        expect(placesOf(added)).toEqual(expected);
      }),
    );
  });

  it("misses none of 200,000 keys", () => {
    const keys = Array.from({ length: 200_000 }, (_, index) => `op${index}@example.jp`);
    const places = new Set(placesOf([...keys, ...keys.filter((_, index) => index % 100 === 0)]));
    expect(keys.filter((_, index) => index % 100 === 0 && !places.has(index + 1))).toEqual([]);
    // Twenty pairs of 200,000 may share a hash by chance; a hash that does its work makes no more of them.
    expect(places.size - 4_000).toBeLessThan(40);
  });

  it("takes the same hash of two keys for one key, and loses neither", () => {
    const repeated = new RepeatedKeys();
    repeated.add(7, 1);
    repeated.add(15, 2);
    repeated.add(7, 3);
    repeated.add(7, 4);
    expect([...repeated.places()]).toEqual([1, 3, 4]);
  });
});
