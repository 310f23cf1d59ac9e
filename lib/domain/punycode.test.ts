import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodePunycodeDomain } from "./punycode";

describe("decodePunycodeDomain", () => {
  it.each([
    ["xn--wgv71a119e.jp", "日本語.jp"],
    ["mail.xn--bcher-kva.example", "mail.bücher.example"],
    ["xn--80akhbyknj4f.xn--p1ai", "испытание.рф"],
    ["example.jp", "example.jp"],
    ["xn--99999999999.jp", "xn--99999999999.jp"],
    ["xn--a!.jp", "xn--a!.jp"],
    ["xn--99999a.jp", "xn--99999a.jp"],
  ])("shows %s as %s", (domain, shown) => {
    expect(decodePunycodeDomain(domain)).toBe(shown);
  });

  it("reads back what the platform encodes", () => {
    const label = fc
      .array(fc.constantFrom(..."健診会員あいうアイウー々äéñabc019"), { minLength: 1, maxLength: 12 })
      .map((chars) => chars.join(""));
    fc.assert(
      fc.property(label, (name) => {
        const shown = `${name}.jp`;
        expect(decodePunycodeDomain(new URL(`http://${shown}/`).hostname)).toBe(shown.normalize("NFC"));
      }),
    );
  });

  it("answers any string", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(typeof decodePunycodeDomain(`xn--${text}`)).toBe("string");
      }),
    );
  });
});
