import { strToU8, type Zippable, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import type { ListCaps } from "./list-caps";
import { openText, rowsOf } from "./sample-lists";

const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

type Workbook = {
  sheets: readonly string[];
  /** By sheet; what is not said is visible. */
  states?: readonly string[];
  strings?: string;
  styles?: string;
  properties?: string;
};

/** The parts of a workbook, from the inside of its sheets. */
function parts(workbook: Workbook): Record<string, string> {
  const { sheets, states = [], strings = "", styles = "", properties = "" } = workbook;
  const stateOf = (index: number) => (states[index] === undefined ? "" : ` state="${states[index]}"`);
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
  return {
    "_rels/.rels": `<Relationships>${relation("r", "officeDocument", "xl/workbook.xml")}</Relationships>`,
    "xl/workbook.xml": `<workbook xmlns:r="${RELATIONS}">${properties}<sheets>${sheets
      .map((_, index) => `<sheet name="s${index}" sheetId="${index + 1}"${stateOf(index)} r:id="s${index}"/>`)
      .join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships>${relation("x", "sharedStrings", "sharedStrings.xml")}${relation(
      "y",
      "styles",
      "/xl/styles.xml",
    )}${sheets.map((_, index) => relation(`s${index}`, "worksheet", `worksheets/s${index}.xml`)).join("")}</Relationships>`,
    "xl/sharedStrings.xml": `<sst>${strings}</sst>`,
    "xl/styles.xml": `<styleSheet>${styles}</styleSheet>`,
    ...Object.fromEntries(
      sheets.map((rows, index) => [
        `xl/worksheets/s${index}.xml`,
        `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
      ]),
    ),
  };
}

function zip(entries: Record<string, string | Uint8Array>): Uint8Array {
  const files: Zippable = {};
  for (const [name, content] of Object.entries(entries)) {
    files[name] = typeof content === "string" ? strToU8(content) : content;
  }
  return zipSync(files);
}

const open = (workbook: Workbook, caps: Partial<ListCaps> = {}) => openText(zip(parts(workbook)), { caps });
const inline = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
const row = (...cells: string[]) => `<row>${cells.join("")}</row>`;

describe("XLSX", () => {
  it("reads shared, inline and rich text, without the phonetic guides", async () => {
    const list = await open({
      strings: `<si><r><t>佐藤</t></r><r><t xml:space="preserve"> 美咲</t></r><rPh sb="0" eb="2"><t>サトウ</t></rPh></si>
        <si><t>sato@example.jp</t></si>`,
      sheets: [row('<c t="s"><v>0</v></c>', '<c t="s"><v>1</v></c>') + row(inline("林"), inline("h_x0040_example.jp"))],
    });
    expect(await rowsOf(list)).toMatchObject([
      { name: "佐藤 美咲", email: "sato@example.jp" },
      { name: "林", email: "h@example.jp" },
    ]);
  });

  it("gives no number twice and none beyond a spreadsheet's last row, whatever the file says", async () => {
    const numbers = [1, 5, 5, 3, 4_000_000_000, 9];
    const sheet = numbers.map((number, index) => `<row r="${number}">${inline(`p${index}@example.jp`)}</row>`).join("");
    expect((await rowsOf(await open({ sheets: [sheet] }))).map((read) => read.row)).toEqual([1, 5, 6, 7, 8, 9]);
  });

  it("keeps the row numbers and columns that a spreadsheet shows, over rows and cells left out", async () => {
    const sheet = `<row r="3"><c r="C3" t="inlineStr"><is><t>メール</t></is></c></row>
      <row r="7"><c r="C7" t="inlineStr"><is><t>a@example.jp</t></is></c></row>`;
    const list = await open({ sheets: [sheet] });
    expect(list.columns).toMatchObject({ headerRow: 3, mapping: { email: 2 } });
    expect(await rowsOf(list)).toMatchObject([{ row: 7 }]);
  });

  it.each([
    ["", "2026-03-15"],
    ['<workbookPr date1904="1"/>', "2030-03-16"],
  ])("reads numbers in date styles as days of the date system %j", async (properties, day) => {
    const list = await open({
      properties,
      styles: `<numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/>
        <numFmt numFmtId="165" formatCode="[Red]0.0&quot;day&quot;"/></numFmts>
        <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
        <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>`,
      sheets: [
        row(inline("メール"), inline("登録日")) +
          [0, 1, 2, 3].map((style) => row(inline("a@example.jp"), `<c s="${style}"><v>46096</v></c>`)).join(""),
      ],
    });
    const days = (await rowsOf(list)).map((one) => one.kind === "operator" && one.registeredOn);
    expect(days).toEqual([null, day, day, null]);
  });

  it("takes the first sheet that holds addresses", async () => {
    const list = await open({
      sheets: [row(inline("表紙")), row(inline("メール")), row(inline("メール")) + row(inline("a@example.jp"))],
    });
    expect(await rowsOf(list)).toHaveLength(1);
  });

  it.each(["hidden", "veryHidden"])("takes a %s sheet only where no sheet that is seen has a list", async (state) => {
    const of = (text: string) => row(inline(text));
    const old = of("old@example.jp");
    const emailsOf = async (sheets: readonly string[], states: readonly string[]) =>
      (await rowsOf(await open({ sheets, states }))).map((read) => ("email" in read ? read.email : read.code));
    expect(await emailsOf([old, of("表紙"), of("now@example.jp")], [state, "visible"])).toEqual(["now@example.jp"]);
    expect(await emailsOf([old, of("メール")], [state])).toEqual([]);
    expect(await emailsOf([of("表紙"), old], ["visible", state])).toEqual(["old@example.jp"]);
    expect(await emailsOf([old], [state])).toEqual(["old@example.jp"]);
  });

  it("rejects only the row that has too many cells", async () => {
    const wide = row(inline("a@example.jp"), `<c r="XFD2" t="inlineStr"><is><t>x</t></is></c>`);
    const list = await open({ sheets: [row(inline("メール")) + wide + row(inline("b@example.jp"))] });
    expect(await rowsOf(list)).toMatchObject([{ code: "too_many_columns", row: 2 }, { email: "b@example.jp" }]);
  });

  it("names what it cannot read: old and encrypted workbooks, other archives, damaged ones", async () => {
    const fails = (bytes: Uint8Array, code: string, params = {}) =>
      expect(openText(bytes)).rejects.toMatchObject({ code, params });
    await fails(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), "unsupported_file", {
      detected: "xls-or-encrypted",
    });
    await fails(zip({ "word/document.xml": "<w/>" }), "unsupported_file", { detected: "archive" });
    const whole = zip(parts({ sheets: [row(inline("a@example.jp"))] }));
    await fails(whole.subarray(0, whole.length - 30), "bad_archive");
    await fails(zip({ ...parts({ sheets: ["x"] }), "xl/worksheets/s0.xml": "<worksheet><row>" }), "bad_archive");
  });

  it("expands no entity, so none can fetch or multiply", async () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]><worksheet><sheetData>${row(
      inline("&a;&b;@example.jp"),
    )}</sheetData></worksheet>`;
    const list = zip({ ...parts({ sheets: [""] }), "xl/worksheets/s0.xml": bomb });
    await expect(openText(list)).rejects.toMatchObject({ code: "bad_archive" });
  });
});

describe("S30: XLSX caps", () => {
  const sheets = [row(inline("メール")) + row(inline("a@example.jp"))];

  it("counts entries and the bytes they claim before unpacking any", async () => {
    await expect(open({ sheets }, { archiveEntries: 5 })).rejects.toMatchObject({
      code: "too_large",
      params: { limit: 5, unit: "entries" },
    });
    await expect(open({ sheets }, { unpackedBytes: 500 })).rejects.toMatchObject({
      code: "too_large",
      params: { limit: 500, unit: "bytes" },
    });
    await expect(open({ sheets }, { sharedStringBytes: 5 })).rejects.toMatchObject({ code: "too_large" });
  });

  it("stops at an entry that unpacks to more than it claims", async () => {
    const bytes = zip({ ...parts({ sheets }), "xl/sharedStrings.xml": `<sst>${" ".repeat(5_000_000)}</sst>` });
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at + 46 < bytes.length; at++) {
      if (view.getUint32(at, true) === 0x02014b50 && view.getUint32(at + 24, true) > 4_000_000)
        view.setUint32(at + 24, 9, true);
    }
    await expect(openText(bytes)).rejects.toMatchObject({
      code: "bad_archive",
      params: { reason: "more bytes than declared" },
    });
  });

  it("does not gather one endless text in memory", async () => {
    const strings = `<si><t>${"a".repeat(20_000_000)}</t></si>`;
    await expect(open({ sheets, strings })).rejects.toMatchObject({
      code: "bad_archive",
      params: { reason: "endless text" },
    });
  });
});
