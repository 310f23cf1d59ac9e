import { readFileSync } from "node:fs";
import fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import type { ListCaps } from "./list-caps";
import { ListError } from "./list-error";
import { listInFile } from "./list-source";
import { openList } from "./open-list";
import { EXPECTED, findingsOf, openText, rowsOf, SAMPLE_FILES, samplePath } from "./sample-lists";

const SAMPLE = readFileSync(samplePath("operators-utf8-bom.csv"), "utf8").replace(/^\ufeff/u, "");

describe("openList on the sample lists", () => {
  it.each(SAMPLE_FILES)("finds in %s exactly what is expected", async (file, format, encoding) => {
    const list = await openList(listInFile(samplePath(file)));
    expect({ format: list.format, encoding: list.encoding }).toEqual({ format, encoding });
    expect(await findingsOf(list)).toEqual(EXPECTED);
  });

  it.each([
    ["UTF-16LE", "utf16le", false],
    ["UTF-16LE with BOM", "utf16le", true],
    ["UTF-16BE", "utf16-be", false],
    ["UTF-16BE with BOM", "utf16-be", true],
    ["UTF-8", "utf8", false],
  ] as const)("finds the same in %s", async (_, encoding, addBOM) => {
    expect(await findingsOf(await openText(iconv.encode(SAMPLE, encoding, { addBOM })))).toEqual(EXPECTED);
  });

  it.each([
    ["lone CR", "\r"],
    ["LF", "\n"],
    ["CRLF", "\r\n"],
  ])("finds the same with %s line ends", async (_, lineEnd) => {
    expect(await findingsOf(await openText(SAMPLE.replaceAll(/\r?\n/gu, lineEnd)))).toEqual(EXPECTED);
  });

  it("finds the same without the header, one row further up", async () => {
    const headless = SAMPLE.slice(SAMPLE.indexOf("\n") + 1);
    const list = await openText(headless);
    expect(list.columns.headerRow).toBeNull();
    expect(await findingsOf(list, 1)).toEqual(EXPECTED);
  });

  it("finds the same with the columns in any order", async () => {
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), async (order) => {
        const lines = SAMPLE.trimEnd().split(/\r?\n/u);
        const shuffled = lines.map((line) => order.map((column) => line.split(",")[column]).join(","));
        expect(await findingsOf(await openText(shuffled.join("\n")))).toEqual(EXPECTED);
      }),
      { numRuns: 24 },
    );
  });
});

describe("openList", () => {
  it("shows the first five data rows as they stand, and reads the same rows as often as asked", async () => {
    const list = await openText(SAMPLE);
    expect(list.preview.map(({ row }) => row)).toEqual([2, 3, 4, 5, 6]);
    expect(list.preview[0]?.cells[0]).toBe("佐々木 直樹");
    expect(await rowsOf(list)).toEqual(await rowsOf(list));
  });

  it("obeys an encoding and a mapping by hand, and refuses a column that is not there", async () => {
    const bytes = iconv.encode("名前,主,副\n佐藤,a@example.jp,b@example.jp\n", "cp932");
    const list = await openText(bytes, { encoding: "shift_jis", mapping: { email: 2, name: 0 } });
    expect(list).toMatchObject({ encodingGuessed: false, columns: { headerRow: 1 } });
    expect(await rowsOf(list)).toMatchObject([{ name: "佐藤", email: "b@example.jp" }]);
    for (const email of [3, -1, 0.5]) {
      await expect(openText(bytes, { mapping: { email } })).rejects.toMatchObject({ code: "unknown_column" });
    }
    await expect(openText(bytes, { encoding: "utf-8" })).rejects.toMatchObject({ code: "undecodable" });
  });

  it("refuses one row of 200 columns and takes the others in", async () => {
    const list = await openText(`名前,メール\n佐藤,a@example.jp${",x".repeat(198)}\n鈴木,b@example.jp\n`);
    expect(await rowsOf(list)).toMatchObject([
      { kind: "rejected", row: 2, column: "C", code: "too_many_columns", value: "x" },
      { kind: "operator", row: 3 },
    ]);
  });

  it("refuses the row of a broken quote and takes the others in", async () => {
    const list = await openText('名前,メール\n佐藤,"sato@example.jp\n鈴木,b@example.jp\n林,c@example.jp\n');
    expect(await rowsOf(list)).toMatchObject([
      { row: 2, code: "invalid_email", value: '"sato@example.jp' },
      { row: 3, email: "b@example.jp" },
      { row: 4, email: "c@example.jp" },
    ]);
  });

  it.each([
    ["", "empty_file"],
    ["\ufeff \r\n\r\n", "empty_file"],
    ["品名,数量\nりんご,3\n", "no_address_column"],
    ["%PDF-1.7 a@example.jp", "unsupported_file"],
    ["a@example.jp\u0000\u0001", "unsupported_file"],
  ])("answers %j with %s", async (text, code) => {
    await expect(openText(text)).rejects.toMatchObject({ code });
  });

  it("lets the content decide, whatever the file is called", async () => {
    const html = readFileSync(samplePath("operators-pasted.html"));
    expect((await openText(html, { fileName: "operators.xls" })).format).toBe("html");
    expect((await openText("a@example.jp\nb@example.jp\n", { fileName: "list.csv" })).format).toBe("csv");
    expect((await openText("<taro> x@example.jp\n", { fileName: "list.txt" })).format).toBe("text");
  });

  it("leaves what was not asked for unread", async () => {
    const list = await openText("名前,メール,権限\n佐藤,a@example.jp,売上機能\n");
    for await (const batch of list.rows(["name"])) expect(batch).toMatchObject([{ name: "佐藤", permissions: [] }]);
  });
});

describe("S30: caps", () => {
  const text = "名前,メール\n佐藤,a@example.jp\n鈴木,b@example.jp\n林,c@example.jp\n";
  const refuses = async (caps: Partial<ListCaps>, code: string, list = text) =>
    expect(openText(list, { caps }).then(rowsOf)).rejects.toMatchObject({ code });

  it("bytes, also when the source does not know its size", async () => {
    await refuses({ bytes: 20 }, "too_large");
    const unsized = { open: () => listInFile(samplePath("operators.tsv")).open() };
    await expect(openList(unsized, { caps: { bytes: 100 } })).rejects.toMatchObject({ code: "too_large" });
    await refuses({ htmlBytes: 20 }, "too_large", "<table><tr><td>a@example.jp</table>");
  });

  it("rows", () => refuses({ rows: 2 }, "too_many_rows"));
  it("columns of the list", () => refuses({ columns: 1 }, "too_many_columns"));
  it("cell length", () => refuses({ cellLength: 10 }, "cell_too_long"));
  it("row length", () =>
    refuses({ rowLength: 5, cellLength: 5 }, "cell_too_long", `メール\n${"x".repeat(300_000)}@b.jp`));
});

describe("openList on anything", () => {
  const awkward = fc.array(
    fc.constantFrom(
      ...[
        "a@example.jp",
        "名前",
        "メール",
        ",",
        "\t",
        ";",
        "\n",
        "\r",
        '"',
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<",
      ],
      ...["<script>", "\u0000", "＠", "@", "　", "Version:0.9\nStartHTML:", "&#0;", "colspan=9e9", "𠮷", "\ud800"],
    ),
    { maxLength: 40 },
  );
  const encoded = fc
    .tuple(awkward, fc.constantFrom("utf8", "cp932", "utf16le", "utf16-be", "euc-jp"), fc.boolean())
    .map(([parts, encoding, addBOM]) => iconv.encode(parts.join(""), encoding, { addBOM }));
  const xlsx = readFileSync(samplePath("operators.xlsx"));
  const damaged = fc
    .array(fc.tuple(fc.nat(xlsx.length - 1), fc.nat(255)), { minLength: 1, maxLength: 30 })
    .map((changes) => {
      const bytes = Uint8Array.from(xlsx);
      for (const [at, byte] of changes) bytes[at] = byte;
      return bytes;
    });

  it.each([
    ["bytes", fc.uint8Array({ maxLength: 300 })],
    ["text in any encoding", encoded],
    ["damaged workbooks", damaged],
  ] as const)("gives rows or a ListError for any %s, never a crash", async (_, bytes) => {
    await fc.assert(
      fc.asyncProperty(bytes, async (list: Uint8Array) => {
        try {
          for (const row of await rowsOf(await openText(list))) expect(row.row).toBeGreaterThan(0);
        } catch (error) {
          if (!(error instanceof ListError)) throw error;
        }
      }),
      { numRuns: 200 },
    );
  });
});
