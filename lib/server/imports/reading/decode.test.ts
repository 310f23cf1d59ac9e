import fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import type { ListEncoding } from "@/lib/domain/import/list-encoding";
import { readText } from "./decode";
import { guessEncoding } from "./guess-encoding";
import { LIST_CAPS } from "./list-caps";
import type { ListSource } from "./list-source";

const LIST = "名前,メール\r\n佐藤 美咲,sato@example.jp\r\n髙橋 葵,takahashi@example.jp\r\n";

/** A source that hands out its bytes in pieces of one size, to catch characters cut in two. */
function inPieces(bytes: Uint8Array, size = 7): ListSource {
  return {
    async *open() {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    },
  };
}

async function decode(bytes: Uint8Array, encoding: ListEncoding, size?: number): Promise<string> {
  let text = "";
  for await (const part of readText(inPieces(bytes, size), encoding, LIST_CAPS.bytes)) text += part;
  return text;
}

const guess = (bytes: Uint8Array, size?: number) => guessEncoding(inPieces(bytes, size), LIST_CAPS.bytes);

const BOM: Readonly<Record<string, readonly number[]>> = {
  "utf-8": [0xef, 0xbb, 0xbf],
  "utf-16le": [0xff, 0xfe],
  "utf-16be": [0xfe, 0xff],
};
const WITHOUT_BOM = [
  ["utf-8", iconv.encode(LIST, "utf8")],
  ["shift_jis", iconv.encode(LIST, "cp932")],
  ["utf-16le", iconv.encode(LIST, "utf16le")],
  ["utf-16be", iconv.encode(LIST, "utf16-be")],
] as const;

describe("S32: guessEncoding", () => {
  it.each(WITHOUT_BOM)("finds %s without a byte order mark, and says that it guessed", async (encoding, bytes) => {
    expect(await guess(bytes)).toEqual({ encoding, guessed: true });
  });

  it.each(WITHOUT_BOM.filter(([encoding]) => encoding in BOM))("believes the mark of %s", async (encoding, bytes) => {
    const marked = Buffer.concat([Uint8Array.from(BOM[encoding] ?? []), bytes]);
    expect(await guess(marked)).toEqual({ encoding, guessed: false });
    expect(await decode(marked, encoding)).toBe(LIST.replaceAll("\r\n", "\n"));
  });

  it.each(["佐藤,a@b.jp", "ﾔﾏﾀﾞ,a@b.jp", "ﾃｽ,a@b.jp", "表,ソ@b.jp", "林,a@b.jp", "あ"])(
    "does not mistake the short CP932 list %j for UTF-8 or EUC-JP",
    async (text) => {
      const bytes = iconv.encode(text, "cp932");
      expect((await guess(bytes)).encoding).toBe("shift_jis");
      expect(await decode(bytes, "shift_jis")).toBe(text);
    },
  );

  it.each(["José,jose@b.jp", "Müller,m@b.jp", "Иван Петров,i@b.jp"])("leaves %j in UTF-8", async (text) => {
    expect((await guess(iconv.encode(text, "utf8"))).encoding).toBe("utf-8");
  });

  it("finds CP932 when the first Japanese name stands beyond the first 64 KiB", async () => {
    const ascii = Array.from({ length: 4000 }, (_, index) => `op${index},op${index}@example.jp\n`).join("");
    const bytes = iconv.encode(`${ascii}佐藤,sato@example.jp\n`, "cp932");
    expect(bytes.length).toBeGreaterThan(64 * 1024);
    expect((await guess(bytes, 4096)).encoding).toBe("shift_jis");
  });

  it("refuses Japanese UTF-8 with a damaged place instead of reading all of it as CP932", async () => {
    const head = iconv.encode("名前,メール\n佐藤,a@example.jp\n", "utf8");
    const bytes = Buffer.concat([head, iconv.encode("鈴木,b@example.jp\n", "cp932")]);
    await expect(guess(bytes)).rejects.toMatchObject({
      code: "undecodable",
      params: { encoding: "utf-8", byteOffset: head.length, line: 3 },
    });
  });

  it("names EUC-JP, which CP932 would turn into half-width kana, and ISO-2022-JP, which UTF-8 would take for ASCII", async () => {
    await expect(guess(iconv.encode(LIST, "euc-jp"))).rejects.toMatchObject({
      code: "undecodable",
      params: { looksLike: "euc-jp" },
    });
    const iso2022 = Buffer.from("name,email\n\u001b$B:4F#\u001b(B,sato@example.jp\n", "latin1");
    await expect(guess(iso2022)).rejects.toMatchObject({ code: "undecodable", params: { looksLike: "iso-2022-jp" } });
  });

  it("names what is no text at all", async () => {
    const binary = Uint8Array.from({ length: 400 }, (_, index) => ((index * 7) % 256) & (index % 3 === 0 ? 0 : 255));
    await expect(guess(binary)).rejects.toMatchObject({ code: "unsupported_file" });
  });
});

describe("S32: readText", () => {
  it("is fatal: a byte that the encoding does not know is an error with its place, never U+FFFD", async () => {
    for (const [encoding, bytes] of WITHOUT_BOM.slice(0, 2)) {
      const broken = Buffer.concat([bytes, Uint8Array.of(0xff), bytes]);
      await expect(decode(broken, encoding)).rejects.toMatchObject({
        code: "undecodable",
        params: { encoding, byteOffset: bytes.length, line: 4 },
      });
    }
  });

  it.each([
    ["utf-8", [0x61, 0xe3, 0x81]],
    ["shift_jis", [0x61, 0x82]],
    ["utf-16le", [0x61, 0x00, 0x61]],
  ] as const)("refuses %s that ends within a character", async (encoding, bytes) => {
    await expect(decode(Uint8Array.from(bytes), encoding)).rejects.toMatchObject({ code: "undecodable" });
  });

  it("turns CRLF, lone CR and LF into one line end, also between two pieces", async () => {
    const bytes = iconv.encode("a\r\nb\rc\nd\r\r\ne\r", "utf8");
    for (const size of [1, 2, 3, 100]) expect(await decode(bytes, "utf-8", size)).toBe("a\nb\nc\nd\n\ne\n");
  });

  it("decodes every text of every encoding, however it is cut", async () => {
    const text = fc.string({ unit: "grapheme", maxLength: 30 }).map((any) => any.replaceAll(/[\r\ufeff]/g, ""));
    const codec = fc.constantFrom(["utf-8", "utf8"] as const, ["utf-16le", "utf16le"] as const);
    await fc.assert(
      fc.asyncProperty(text, codec, fc.integer({ min: 1, max: 5 }), async (written, [encoding, name], size) => {
        expect(await decode(iconv.encode(written, name), encoding, size)).toBe(written);
      }),
    );
  });
});
