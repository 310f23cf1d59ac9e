import "server-only";
import type { RawRow } from "@/lib/domain/import/columns";
import type { ListCaps } from "./list-caps";
import { dateOfSerial } from "./xlsx-dates";
import { StringItem } from "./xlsx-strings";
import { readXml } from "./xml-events";
import type { XmlAttributes, XmlHandler } from "./xml-tokens";

/** What the cells of a sheet refer to. */
export type WorkbookParts = {
  readonly sharedStrings: readonly string[];
  readonly dateStyles: ReadonlySet<number>;
  readonly is1904: boolean;
};

/** Cells further right than this are moved here: they are surplus anyway, and must not make a row of 16,384 cells. */
const LAST_COLUMN = 1_000;

/** The rows of a worksheet (ECMA-376 18.3) with the numbers a spreadsheet shows, in the order of the file. */
export async function* readSheet(
  bytes: AsyncIterable<Uint8Array>,
  parts: WorkbookParts,
  caps: ListCaps,
): AsyncGenerator<readonly RawRow[]> {
  const handler = new SheetHandler(parts, caps);
  for await (const _ of readXml(bytes, handler)) {
    const rows = handler.takeRows();
    if (rows.length > 0) yield rows;
  }
  const rest = handler.takeRows();
  if (rest.length > 0) yield rest;
}

class SheetHandler implements XmlHandler {
  readonly #parts: WorkbookParts;
  readonly #inline: StringItem;
  readonly #maxLength: number;
  #rows: RawRow[] = [];
  #row = 0;
  #cells: string[] = [];
  #column = -1;
  #type = "n";
  #style = 0;
  #value = "";
  #inValue = false;

  constructor(parts: WorkbookParts, caps: ListCaps) {
    this.#parts = parts;
    this.#inline = new StringItem(caps);
    this.#maxLength = caps.cellLength + 1;
  }

  takeRows(): RawRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  open(name: string, attributes: XmlAttributes): void {
    if (name === "row") {
      this.#row = positiveInteger(attributes.get("r")) ?? this.#row + 1;
      this.#cells = [];
      this.#column = -1;
    } else if (name === "c") {
      this.#column = Math.min(columnOf(attributes.get("r")) ?? this.#column + 1, LAST_COLUMN);
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
      while (this.#cells.length < this.#column) this.#cells.push("");
      this.#cells[this.#column] = this.#type === "inlineStr" ? inline : this.#readValue();
    } else if (name === "row") {
      this.#rows.push({ row: this.#row, cells: this.#cells });
    } else {
      this.#inline.close(name);
    }
  }

  #readValue(): string {
    const value = this.#value;
    if (this.#type === "s") return this.#parts.sharedStrings[Number(value)] ?? "";
    if (this.#type === "b") return value === "1" ? "TRUE" : "FALSE";
    if (this.#type !== "n" || value === "" || !this.#parts.dateStyles.has(this.#style)) return value;
    return dateOfSerial(Number(value), this.#parts.is1904) ?? value;
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
