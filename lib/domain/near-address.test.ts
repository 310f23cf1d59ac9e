import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { storedEmailKey } from "./email";
import { nearnessOf } from "./near-address";

const nearness = (typed: string, known: string) => nearnessOf(storedEmailKey(typed), storedEmailKey(known));

describe("a near address", () => {
  it.each([
    ["taro@example.jp", "taro@example.jp", null],
    ["taroo@example.jp", "taro@example.jp", "one_letter"],
    ["tro@example.jp", "taro@example.jp", "one_letter"],
    ["tora@example.jp", "taro@example.jp", null],
    ["atro@example.jp", "taro@example.jp", "one_letter"],
    ["taro@exmaple.jp", "taro@example.jp", "one_letter"],
    ["taro@example.com", "taro@example.jp", "other_domain"],
    ["taro@gmail.com", "taro@example.jp", "other_domain"],
    ["jiro@gmail.com", "taro@example.jp", null],
    ["taro@example.jp.", "taro@example.jp", "one_letter"],
    ["aa@example.jp", "aaa@example.jp", "one_letter"],
    ["aaaa@example.jp", "aa@example.jp", null],
  ] as const)("%s for %s: %s", (typed, known, expected) => {
    expect(nearness(typed, known)).toBe(expected);
  });

  const address = fc
    .tuple(fc.stringMatching(/^[a-z]{1,8}$/), fc.constantFrom("a.jp", "b.example.jp"))
    .map((it) => it.join("@"));

  it("is near in both directions", () => {
    fc.assert(fc.property(address, address, (a, b) => nearness(a, b) === nearness(b, a)));
  });

  it("is found for every single slip of the hand", () => {
    fc.assert(
      fc.property(
        address,
        fc.nat(),
        fc.constantFrom("x", "q"),
        fc.constantFrom("add", "drop", "change"),
        (known, at, letter, slip) => {
          const place = at % (known.indexOf("@") + 1);
          const rest = slip === "add" ? known.slice(place) : known.slice(place + 1);
          const typed = known.slice(0, place) + (slip === "drop" ? "" : letter) + rest;
          fc.pre(typed !== known);
          expect(nearness(typed, known)).toBe("one_letter");
        },
      ),
    );
  });
});
