import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { DelimitedReader, type Delimiter, guessDelimiter } from "./csv";
import { LIST_CAPS, type ListCaps } from "./list-caps";

function read(text: string, delimiter: Delimiter = ",", caps: Partial<ListCaps> = {}) {
  return new DelimitedReader(delimiter, { ...LIST_CAPS, ...caps }).push(text, true).map(({ cells }) => cells);
}

function readInPieces(text: string, size: number) {
  const reader = new DelimitedReader(",", LIST_CAPS);
  const rows = [];
  for (let at = 0; at < text.length; at += size) rows.push(...reader.push(text.slice(at, at + size), false));
  rows.push(...reader.push("", true));
  return rows;
}

describe("DelimitedReader", () => {
  it.each([
    [
      "a,b\nc,d\n",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    ["a,b\n\nc,", [["a", "b"], [""], ["c", ""]]],
    ['"a,b","say ""hi""",c', [["a,b", 'say "hi"', "c"]]],
    [
      '"two\nlines",b\nc,d',
      [
        ["two\nlines", "b"],
        ["c", "d"],
      ],
    ],
    ['a, "b" ,c', [["a", "b", "c"]]],
    ['"",""', [["", ""]]],
    ["", []],
  ])("reads %j", (text, rows) => {
    expect(read(text)).toEqual(rows);
  });

  it("counts a quoted cell with line breaks as one row", () => {
    const rows = new DelimitedReader(",", LIST_CAPS).push('a,"1\n2\n3"\nb,x\n', true);
    expect(rows.map(({ row }) => row)).toEqual([1, 2]);
  });

  it("reads what papaparse reads of everything papaparse writes", () => {
    const cell = fc.string({ unit: fc.constantFrom("a", "あ", ",", '"', "\n", " ", ";", "@"), maxLength: 8 });
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(table, (rows) => {
        const text = Papa.unparse(rows, { newline: "\n", quotes: (value) => /^\s|\s$/.test(String(value)) });
        expect(read(text)).toEqual(Papa.parse(text, { newline: "\n", delimiter: "," }).data);
        expect(read(text)).toEqual(rows);
      }),
    );
  });

  it("answers the same however the text is cut into pieces", () => {
    const text = fc.string({ unit: fc.constantFrom("a", ",", '"', "\n", " "), maxLength: 60 });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 7 }), (whole, size) => {
        expect(readInPieces(whole, size).map(({ cells }) => cells)).toEqual(read(whole));
      }),
    );
  });

  it("loses one cell's quotes, not the rest of the list, to a quote that nothing closes", () => {
    const rest = Array.from({ length: 3000 }, (_, index) => [`名${index}`, `op${index}@example.jp`]);
    const text = `名前,メール\n"佐藤,sato@example.jp\n${rest.map((row) => row.join(",")).join("\n")}\n`;
    expect(read(text)).toEqual([["名前", "メール"], ['"佐藤', "sato@example.jp"], ...rest]);
  });

  it("reads a quote in the middle of a cell, and text behind a closing one, as they stand", () => {
    expect(read('5" disk,x\n"a"b,c\n"d",e\n')).toEqual([
      ['5" disk', "x"],
      ['"a"b', "c"],
      ["d", "e"],
    ]);
  });

  it("stays linear when every line opens a quote", () => {
    const lines = 20_000;
    expect(read(`${'"x,y\n'.repeat(lines)}`)).toHaveLength(lines);
  });

  it("S30: refuses a row without end, naming it", () => {
    const caps = { rowLength: 1_000, cellLength: 100 };
    expect(() => read(`a,b\n${"x".repeat(2_000)}`, ",", caps)).not.toThrow();
    const reader = new DelimitedReader(",", { ...LIST_CAPS, ...caps });
    expect(() => reader.push(`a,b\n${"x".repeat(2_000)}`, false)).toThrow(
      expect.objectContaining({ code: "cell_too_long", params: { row: 2, limit: 100 } }),
    );
  });
});

describe("guessDelimiter", () => {
  it.each([
    ["名前,メール\n佐藤,a@example.jp\n", ","],
    ["名前\tメール\t権限\n佐藤\ta@example.jp\t売上機能,イベント機能\n", "\t"],
    ["名前;メール;権限\n佐藤;a@example.jp;売上機能,イベント機能\n", ";"],
    ["佐藤,a@example.jp\n", ","],
    ["佐藤 <a@example.jp>, 鈴木 <b@example.jp>\n", null],
    ["a@example.jp, b@example.jp; c@example.jp\n", null],
    ["a@example.jp\nb@example.jp\n", null],
  ] as const)("guesses of %j: %j", (text, delimiter) => {
    expect(guessDelimiter(text, true, LIST_CAPS)).toBe(delimiter);
  });
});
