import { writeFileSync } from "node:fs";
import { strToU8, zipSync } from "fflate";
import { generatorVersion, madeOnce } from "./list-files.mjs";
import { listRows } from "./operators.mjs";

const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const HEAD = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n`;

/** The path of the list of `listRows` as a workbook in the form in which Excel saves one: shared strings, a style, references. */
export function xlsxFile(rows, seed = 1) {
  return madeOnce(`operators-${rows}-${seed}-${generatorVersion}.xlsx`, (path) =>
    writeFileSync(path, zipSync(parts(rows, seed), { level: 6 })),
  );
}

function parts(rows, seed) {
  const strings = new Map();
  const indexOf = (text) => {
    if (!strings.has(text)) strings.set(text, strings.size);
    return strings.get(text);
  };
  let sheet = "";
  let number = 0;
  for (const cells of listRows(rows, seed)) {
    number++;
    sheet += `<row r="${number}" spans="1:4" x14ac:dyDescent="0.4">`;
    for (const [column, text] of cells.entries()) {
      sheet += `<c r="${"ABCD"[column]}${number}" s="1" t="s"><v>${indexOf(text)}</v></c>`;
    }
    sheet += "</row>";
  }
  const items = [...strings.keys()]
    .map((text) => `<si><t>${escapeXml(text)}</t><phoneticPr fontId="1"/></si>`)
    .join("");
  const counts = `count="${number * 4}" uniqueCount="${strings.size}"`;
  return encoded({
    "[Content_Types].xml": contentTypes({
      "xl/workbook.xml": "sheet.main",
      "xl/worksheets/sheet1.xml": "worksheet",
      "xl/styles.xml": "styles",
      "xl/sharedStrings.xml": "sharedStrings",
    }),
    "_rels/.rels": relationships([["rId1", "officeDocument", "xl/workbook.xml"]]),
    "xl/workbook.xml": `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relationships([
      ["rId1", "worksheet", "worksheets/sheet1.xml"],
      ["rId2", "styles", "styles.xml"],
      ["rId3", "sharedStrings", "sharedStrings.xml"],
    ]),
    "xl/styles.xml": `<styleSheet xmlns="${MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="0"/></cellXfs></styleSheet>`,
    "xl/sharedStrings.xml": `<sst xmlns="${MAIN}" ${counts}>${items}</sst>`,
    "xl/worksheets/sheet1.xml": `<worksheet xmlns="${MAIN}"><dimension ref="A1:D${number}"/><sheetData>${sheet}</sheetData></worksheet>`,
  });
}

function encoded(files) {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(HEAD + text)]));
}

function contentTypes(types) {
  const items = Object.entries(types).map(
    ([name, type]) =>
      `<Override PartName="/${name}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml"/>`,
  );
  const relations = `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`;
  return `<Types xmlns="${PACKAGE}/content-types">${relations}${items.join("")}</Types>`;
}

function relationships(list) {
  const items = list.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${PACKAGE}/relationships">${items.join("")}</Relationships>`;
}

function escapeXml(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
