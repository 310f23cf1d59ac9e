import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LIST_CAPS } from "./list-caps";
import { ListError } from "./list-error";
import type { Archive } from "./xlsx-archive";
import { readSheet } from "./xlsx-sheet";
import { readSharedStrings } from "./xlsx-strings";

const CAPS = { ...LIST_CAPS, cellLength: 20 };
const PARTS = { sharedStrings: ["佐藤", "a@example.jp"], dateStyles: new Set([1]), is1904: false };

async function* inPieces(document: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < document.length; at += size) yield document.subarray(at, at + size);
}

/** What a reading gives, or the code it is refused with. */
async function outcome<T>(read: () => Promise<T>): Promise<T | string> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof ListError) return error.code;
    throw error;
  }
}

function sheetRows(document: Buffer, size: number) {
  return outcome(async () => {
    const rows = [];
    for await (const batch of readSheet(inPieces(document, size), PARTS, CAPS)) rows.push(...batch);
    return rows;
  });
}

function strings(document: Buffer, size: number) {
  const archive: Archive = { has: () => true, size: () => document.length, open: () => inPieces(document, size) };
  return outcome(() => readSharedStrings(archive, "strings", CAPS));
}

/** A document of parts, and the same with one more element around them, within which no shortcut is taken. */
function twoWays(root: string, inner: string, parts: readonly string[]) {
  const inside = inner === "" ? parts.join("") : `<${inner}>${parts.join("")}</${inner}>`;
  return {
    short: encode(`<${root}>${inside}</${root}>`),
    long: encode(`<${root}><long>${inside}</long></${root}>`),
  };
}

/** UTF-8, in which ☠ stands for bytes that are none. */
function encode(text: string): Buffer {
  const bytes = Buffer.from(text);
  const fault = bytes.indexOf("☠");
  return fault === -1 ? bytes : bytes.fill(0xff, fault, fault + 3);
}

const attributes = fc.array(
  fc.constantFrom(
    ...['r="1"', 'r="12"', 'r="B7"', 'r="AB"', 'r="ABCDE1"', 'r=""', 'r="0"', 's="1"', 's="x"', 't="s"', 't="b"'],
    ...['t="inlineStr"', 't="str"', 'x:r="C3"', 'x14ac:dyDescent="0.4"', 'spans="1:4"', "r='A1'", 'a=">"', 'a="&amp;"'],
    ...['r = "A1"', 'r="A12345678901"', '="1"', 's="1" ', "\n", "/", 't="&#115;"'],
  ),
  { maxLength: 3 },
);
const tag = (name: string) => attributes.map((list) => `<${[name, ...list].join(" ")}>`);
const content = fc.constantFrom(
  ...["0", "1", "2", "46096", "0.5", "", "x", "佐藤", "a_x0040_b", "&amp;", "&bad;", "\r\n", "☠", "b@example.jp"],
  ...["1234567890123", "twenty-one characters", "<!-- <row -->", "<![CDATA[<si>]]>", "<v>", "]]>", "\ufeff"],
);
const cell = fc
  .tuple(tag("c"), content, fc.constantFrom("v", "v", "v", "is", "f", "none"))
  .map(([open, text, kind]) => {
    if (kind === "v") return `${open}<v>${text}</v></c>`;
    if (kind === "is") return `${open}<is><t>${text}</t></is></c>`;
    return kind === "f" ? `${open}<f>1+1</f><v>${text}</v></c>` : `${open}</c>`;
  });
const plainRow = fc
  .array(fc.constantFrom('<c t="s"><v>0</v></c>', '<c r="C1" t="s" s="1"><v>1</v></c>', "<c><v>7</v></c>"))
  .map((cells) => `<row>${cells.join("")}</row>`);
const row = fc
  .tuple(tag("row"), fc.array(cell, { maxLength: 3 }))
  .map(([open, cells]) => `${open}${cells.join("")}</row>`);
const between = fc.constantFrom(
  "",
  "\n ",
  "&amp;",
  "text",
  "<!-- <row> -->",
  "<row/>",
  "<rowx/>",
  "<t>x</t>",
  "<c/>",
  "☠",
  "<",
);

const item = fc
  .tuple(fc.constantFrom("<t>", '<t xml:space="preserve">', "<t >", "<t\n>"), content, fc.boolean(), fc.boolean())
  .map(([open, text, guided, styled]) => {
    const guide = guided ? '<rPh sb="0" eb="2"><t>サトウ</t></rPh>' : "";
    return `<si>${open}${text}</t>${guide}${styled ? '<phoneticPr fontId="1"/>' : ""}</si>`;
  });
const otherItem = fc.constantFrom(
  "<si/>",
  "<si><r><t>a</t></r><r><t>b</t></r></si>",
  "<si><t/></si>",
  "<t>x</t>",
  "\n",
  "<si",
);

describe("a shortcut through a workbook", () => {
  it("finds in every sheet the rows that are found tag by tag, cut anywhere", async () => {
    const parts = fc.array(fc.oneof({ weight: 3, arbitrary: plainRow }, { weight: 3, arbitrary: row }, between), {
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(parts, fc.integer({ min: 1, max: 200 }), async (list, size) => {
        const { short, long } = twoWays("worksheet", "sheetData", list);
        expect(await sheetRows(short, size)).toEqual(await sheetRows(long, size));
      }),
      { numRuns: 10_000 },
    );
  });

  it("finds every shared string that is found tag by tag, cut anywhere", async () => {
    const parts = fc.array(fc.oneof({ weight: 4, arbitrary: item }, otherItem), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(parts, fc.integer({ min: 1, max: 200 }), async (list, size) => {
        const { short, long } = twoWays("sst", "", list);
        expect(await strings(short, size)).toEqual(await strings(long, size));
      }),
      { numRuns: 10_000 },
    );
  });
});
