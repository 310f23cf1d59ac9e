import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvCell, csvLine, withoutNeutralisation } from "./csv-cell";

describe("writing CSV", () => {
  it.each(["=1+1", "+81", "-1", "@x", "\tx", "\rx", '=HYPERLINK("http://x")', "＝1+1", "＠cmd", "－1", "＋1"])(
    "S35: neutralises %j, which a spreadsheet would run",
    (text) => {
      expect(csvCell(text).startsWith(`"'`)).toBe(true);
    },
  );

  it.each([
    ["佐藤 太郎", "佐藤 太郎"],
    ["a,b", '"a,b"'],
    ['a"b', '"a""b"'],
    ["a\nb", '"a\nb"'],
    [" a", '" a"'],
    ["", ""],
    ["taro@example.jp", "taro@example.jp"],
  ])("writes %j as %j", (text, cell) => {
    expect(csvCell(text)).toBe(cell);
  });

  it("ends a line with CRLF and keeps a line break of a cell inside its quotes", () => {
    expect(csvLine(["a", "b\r\nc"])).toBe('a,"b\r\nc"\r\n');
  });

  it("S35: lets no text begin a cell with a character that starts a formula", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const value = csvCell(text).replace(/^"/, "");
        expect(value).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
  });

  it("comes back as it was written, whatever it begins with", () => {
    const text = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.stringMatching(/^'{0,3}[=+\-@＝＋－＠\u2212'a]{0,3}["',\n]{0,2}$/u),
    );
    fc.assert(
      fc.property(text, (written) => {
        const cell = csvCell(written);
        const read = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
        expect(withoutNeutralisation(read)).toBe(written);
      }),
    );
  });

  it("gives back what it neutralised, and takes no apostrophe of a name", () => {
    for (const text of ["=SUM(A1)", "+tag@example.jp", "-", "@home", "＝合計"]) {
      expect(withoutNeutralisation(`'${text}`)).toBe(text);
    }
    for (const text of ["'t Hooft", "O'Brien", "'", ""]) expect(withoutNeutralisation(text)).toBe(text);
  });
});
