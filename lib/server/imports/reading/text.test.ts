import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openText, rowsOf } from "./sample-lists";
import { readEntries } from "./text";

describe("readEntries", () => {
  it.each([
    ["佐藤 美咲 <sato@example.jp>", [["佐藤 美咲", "sato@example.jp"]]],
    ['"Sato, Misaki" <sato@example.jp>', [["Sato, Misaki", "sato@example.jp"]]],
    ["佐藤 美咲　sato@example.jp", [["佐藤 美咲", "sato@example.jp"]]],
    ["sato@example.jp 佐藤", [["佐藤", "sato@example.jp"]]],
    ["sato@example.jp", [["", "sato@example.jp"]]],
    ["mailto:sato@example.jp", [["", "sato@example.jp"]]],
    ["sato@example.jp，", [["", "sato@example.jp"]]],
    ["佐藤：ｓａｔｏ＠example.jp", [["", "佐藤：ｓａｔｏ＠example.jp"]]],
    [
      "a@example.jp, 鈴木 <b@example.jp>; c@example.jp,",
      [
        ["", "a@example.jp"],
        ["鈴木", "b@example.jp"],
        ["", "c@example.jp"],
      ],
    ],
    [
      "a@example.jp b@example.jp　c@example.jp\td@example.jp",
      [
        ["", "a@example.jp"],
        ["", "b@example.jp"],
        ["", "c@example.jp"],
        ["", "d@example.jp"],
      ],
    ],
    [
      "佐藤 a@example.jp、鈴木 b@example.jp",
      [
        ["佐藤", "a@example.jp"],
        ["鈴木", "b@example.jp"],
      ],
    ],
    [
      "佐藤 美咲 a@example.jp 鈴木 b@example.jp",
      [
        ["佐藤 美咲", "a@example.jp"],
        ["鈴木", "b@example.jp"],
      ],
    ],
    [
      "a@example.jp 佐藤 美咲 b@example.jp 鈴木",
      [
        ["佐藤 美咲", "a@example.jp"],
        ["鈴木", "b@example.jp"],
      ],
    ],
    [
      "Sato, Misaki <a@example.jp> 鈴木＜b@example.jp＞<c@example.jp> 部長",
      [
        ["Sato, Misaki", "a@example.jp"],
        ["鈴木", "b@example.jp"],
        ["", "c@example.jp"],
      ],
    ],
    [
      "a@example.jp 鈴木 < b@example.jp >",
      [
        ["", "a@example.jp"],
        ["鈴木", "b@example.jp"],
      ],
    ],
    // Mail programs write the address where they know no name.
    ["sato@example.jp <sato@example.jp>", [["sato@example.jp", "sato@example.jp"]]],
    ["花子", [["花子", ""]]],
    ["", [["", ""]]],
  ])("reads %j", (line, entries) => {
    expect(readEntries(line)).toEqual(entries);
  });

  it("takes no longer over a long line than its length", () => {
    const line = `a@example.jp${" ".repeat(500_000)}<${" ".repeat(500_000)}b@example.jp`;
    expect(readEntries(line)).toHaveLength(1);
  });

  it("loses no address of a line, however people are separated", () => {
    const name = fc.constantFrom("", "佐藤 ", "佐藤 美咲　", "Sato Misaki\t");
    const form = fc.constantFrom(
      (who: string, address: string) => `${who}${address}`,
      // Without a name it would be the address of whoever stands before it.
      (who: string, address: string) => `${who || "花子"}<${address}>`,
      (_: string, address: string) => `"${address}" <${address}>`,
    );
    const separator = fc.constantFrom(", ", ";", "；", "、", "，", " ", "　", "\t", " ; ");
    const people = fc.array(fc.record({ name, form, separator }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(people, (list) => {
        const addresses = list.map((_, index) => `p${index}@example.jp`);
        const line = list
          .map(({ name: who, form: write, separator: end }, index) => `${write(who, addresses[index] ?? "")}${end}`)
          .join("");
        expect(readEntries(line).map(([, address]) => address)).toEqual(addresses);
      }),
    );
  });
});

describe("plain text as a list", () => {
  it("reads one address a line, counts every line, and loses none without an address", async () => {
    const list = await openText("sato@example.jp\n\n花子\nsuzuki@example.jp\n");
    expect(list.format).toBe("text");
    const rows = (await rowsOf(list)).map((row) => [row.row, row.kind === "operator" ? row.email : row.code]);
    expect(rows).toEqual([
      [1, "sato@example.jp"],
      [3, "missing_email"],
      [4, "suzuki@example.jp"],
    ]);
  });

  it.each(["メールアドレス", "email"])("knows the header %s over a single column", async (header) => {
    const list = await openText(`${header}\nsato@example.jp\n`);
    expect(list.columns.headerRow).toBe(1);
    expect(await rowsOf(list)).toMatchObject([{ kind: "operator", row: 2 }]);
  });

  it("reads names and addresses under a header in words", async () => {
    const list = await openText("名前 メールアドレス\n佐藤 美咲 sato@example.jp\n");
    expect(await rowsOf(list)).toMatchObject([{ row: 2, name: "佐藤 美咲", email: "sato@example.jp" }]);
  });
});
