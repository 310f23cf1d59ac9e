import "server-only";
import type { RawRow } from "@/lib/domain/import/columns";
import type { ListCaps } from "./list-caps";
import { PlainRows } from "./xlsx-plain-rows";
import { SheetRows, type WorkbookParts } from "./xlsx-rows";
import { StringItem } from "./xlsx-strings";
import { readXml } from "./xml-shortcut";
import type { XmlAttributes, XmlHandler } from "./xml-tokens";

/** The rows of a worksheet (ECMA-376 18.3) with the numbers a spreadsheet shows, in the order of the file. */
export async function* readSheet(
  bytes: AsyncIterable<Uint8Array>,
  parts: WorkbookParts,
  caps: ListCaps,
): AsyncGenerator<readonly RawRow[]> {
  const rows = new SheetRows(parts);
  const inline = new StringItem(caps);
  const handler = new SheetHandler(rows, inline, caps);
  for await (const _ of readXml(bytes, handler, new PlainRows(rows, inline, caps))) {
    const read = rows.take();
    if (read.length > 0) yield read;
  }
  const rest = rows.take();
  if (rest.length > 0) yield rest;
}

class SheetHandler implements XmlHandler {
  readonly #rows: SheetRows;
  readonly #inline: StringItem;
  readonly #maxLength: number;
  #row = 0;
  #cells: string[] = [];
  #column = -1;
  #type = "n";
  #style = 0;
  #value = "";
  #inValue = false;

  constructor(rows: SheetRows, inline: StringItem, caps: ListCaps) {
    this.#rows = rows;
    this.#inline = inline;
    this.#maxLength = caps.cellLength + 1;
  }

  open(name: string, attributes: XmlAttributes): void {
    if (name === "row") {
      this.#row = positiveInteger(attributes.get("r")) ?? this.#rows.nextNumber;
      this.#cells = [];
      this.#column = -1;
    } else if (name === "c") {
      this.#column = columnOf(attributes.get("r")) ?? this.#column + 1;
      this.#type = attributes.get("t") ?? "n";
      this.#style = Number(attributes.get("s") ?? 0);
      this.#value = "";
    } else if (name === "v") {
      this.#inValue = true;
    } else {
      this.#inline.open(name);
    }
  }

  text(text: string): void {
    if (!this.#inValue) this.#inline.add(text);
    else if (this.#value.length < this.#maxLength) this.#value += text.slice(0, this.#maxLength - this.#value.length);
  }

  close(name: string): void {
    if (name === "v") {
      this.#inValue = false;
    } else if (name === "c") {
      const inline = this.#inline.take();
      const text = this.#type === "inlineStr" ? inline : this.#rows.valueText(this.#type, this.#style, this.#value);
      this.#column = this.#rows.place(this.#cells, this.#column, text);
    } else if (name === "row") {
      this.#rows.add(this.#row, this.#cells);
      this.#cells = [];
    } else {
      this.#inline.close(name);
    }
  }
}

function positiveInteger(text: string | undefined): number | null {
  const value = Number(text);
  return Number.isSafeInteger(value) && value > 0 ? value : null;
}

// "AB12" → 27; null without a reference, which files may leave out.
function columnOf(reference: string | undefined): number | null {
  let column = 0;
  for (let i = 0; i < (reference?.length ?? 0) && i < 4; i++) {
    const letter = (reference?.charCodeAt(i) ?? 0) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column === 0 ? null : column - 1;
}
