import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalizeEmail, possibleKey } from "../email";
import { hashKey, hashPlainAddress } from "./key-hash";

function hashOfBytes(text: string): number {
  const before = Buffer.from("x,");
  const bytes = Buffer.concat([before, Buffer.from(text), Buffer.from(",l@")]);
  return hashPlainAddress(bytes, before.length, bytes.length - 3);
}

const part = fc.constantFrom(
  ...["a", "l", "o", "rn", "v", "vv", "0", "1", "9", ".", "..", "@", "+", "-", "--", "_", "A", " ", "é", "あ", "\x7f"],
  ...["@gmail.com", "@googlemail.com", "@example.jp", "@a.b1", "@1.2", "@x--n.jp", "jp", ".c0m", "x".repeat(40)],
);

describe("hashPlainAddress", () => {
  it("is the hash of the possible key, or says that it cannot tell", () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const text = parts.join("");
        const hash = hashOfBytes(text);
        if (hash === -1) return;
        const normalized = normalizeEmail(text);
        expect(normalized).toEqual({ ok: true, key: text.toLowerCase() });
        if (normalized.ok) expect(hash).toBe(hashKey(possibleKey(normalized.key)));
      }),
      { numRuns: 20_000 },
    );
  });

  it.each([
    "taro.yamada@example.jp",
    "T-Yamada_12@Mail.example.co.jp",
    "ta.ro@gmail.com",
    "g00gle@arnold.jp",
    "a@b.co",
  ])("can tell of %s", (address) => expect(hashOfBytes(address)).toBeGreaterThanOrEqual(0));

  it.each(["taro+a@example.jp", "taro@googlemail.com", "taro@xn--wgv71a.jp", "ｔaro@example.jp", "taro@", ""])(
    "cannot tell of %j",
    (address) => expect(hashOfBytes(address)).toBe(-1),
  );
});
