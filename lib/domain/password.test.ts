import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { passwordWeakness } from "./password";

describe("passwordWeakness", () => {
  it.each([
    ["short123", "too_short"],
    ["fourteen-chars", "too_short"],
    ["あいうえおかきくけこさしすせ", "too_short"],
    ["aaaaaaaaaaaaaaaaaaaa", "repetitive"],
    ["abcabcabcabcabcabc", "repetitive"],
    ["123456789012345", "repetitive"],
    ["abcdefghijklmnopq", "repetitive"],
    ["               ", "repetitive"],
    ["passwordpassword", "repetitive"],
    ["Password-Password-2026", "common"],
    ["1qaz2wsx3edc4rfv", "common"],
    ["correct horse battery staple", "common"],
    ["misaki.sato@example.jp", "contains_address"],
    ["misakisato-123456", "contains_address"],
    ["x".repeat(5000), "too_long"],
  ])("S20: refuses %j as %s", (password, weakness) => {
    expect(passwordWeakness(password, "misaki.sato@example.jp")).toBe(weakness);
  });

  it.each([
    "blue kettle over seven hills",
    "fifteen-letters",
    "夜明けの湖に白い舟が三つ浮かぶ",
    "Tr0ub4dor&3-and-more",
    "misaki.sato likes quiet mornings",
  ])("S20: accepts %j without composition rules", (password) => {
    expect(passwordWeakness(password, "misaki.sato@example.jp")).toBeNull();
  });

  it("never throws, and judges by the whole text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), fc.emailAddress(), (password, address) => {
        const weakness = passwordWeakness(password, address);
        if ([...password].length < 15) expect(weakness).toBe("too_short");
      }),
    );
  });
});
