import "server-only";
import type { ListCaps } from "./list-caps";
import { numberBetween, passBlanks, passDigits, standsAt } from "./plain-tag";
import { PlainText } from "./plain-text";
import { CellTag, RowTag } from "./xlsx-plain-tags";
import type { SheetRows } from "./xlsx-rows";
import type { StringItem } from "./xlsx-strings";
import type { XmlShortcut } from "./xml-shortcut";

const ROW = Buffer.from("<row");
const ROW_END = Buffer.from("</row>");
const CELL = Buffer.from("<c");
const VALUE = Buffer.from("<v>");
const VALUE_END = Buffer.from("</v></c>");
const INLINE = Buffer.from("<is><t>");
const INLINE_END = Buffer.from("</t></is></c>");

const INLINE_TYPE = "inlineStr";

/**
 * The rows of a sheet as programs write nearly all of them: cells that hold a number, a shared string or a text of their
 * own, and nothing written around them.
 */
export class PlainRows implements XmlShortcut {
  readonly within = ["worksheet", "sheetData"];
  readonly opening = ROW;
  cutOff = false;
  readonly #rows: SheetRows;
  readonly #inline: StringItem;
  readonly #text: PlainText;
  readonly #row = new RowTag();
  readonly #cell = new CellTag();
  #cellText = "";

  /** @param inline where the handler gathers the texts of cells */
  constructor(rows: SheetRows, inline: StringItem, caps: ListCaps) {
    this.#rows = rows;
    this.#inline = inline;
    this.#text = new PlainText(caps);
  }

  isFree(): boolean {
    return this.#inline.isEmpty;
  }

  read(bytes: Buffer, at: number): number {
    let behind = at;
    for (;;) {
      const start = passBlanks(bytes, behind);
      const end = standsAt(bytes, start, ROW) ? this.#readRow(bytes, start + ROW.length) : 0;
      if (end === 0) {
        this.cutOff = bytes.indexOf(ROW_END, start) === -1;
        return behind;
      }
      behind = end;
    }
  }

  /** Reads a row from behind its name on; 0 when it is not plain or not whole. */
  #readRow(bytes: Buffer, at: number): number {
    let place = this.#row.read(bytes, at);
    if (place === 0) return 0;
    const number = this.#row.number ?? this.#rows.nextNumber;
    const cells: string[] = [];
    let column = -1;
    while (standsAt(bytes, place, CELL)) {
      place = this.#cell.read(bytes, place + CELL.length);
      if (place !== 0) place = this.#readText(bytes, place);
      if (place === 0) return 0;
      column = this.#rows.place(cells, this.#cell.column ?? column + 1, this.#cellText);
    }
    if (!standsAt(bytes, place, ROW_END)) return 0;
    this.#rows.add(number, cells);
    return place + ROW_END.length;
  }

  /** Reads what a cell holds, up to behind the cell; 0 likewise. */
  #readText(bytes: Buffer, at: number): number {
    const isInline = this.#cell.type === INLINE_TYPE;
    const open = isInline ? INLINE : VALUE;
    const close = isInline ? INLINE_END : VALUE_END;
    if (!standsAt(bytes, at, open)) return 0;
    const start = at + open.length;
    const end = this.#cell.type === "s" ? passDigits(bytes, start) : this.#text.end(bytes, start);
    if (end === 0 || !standsAt(bytes, end, close)) return 0;
    this.#cellText = this.#textBetween(bytes, start, end);
    return end + close.length;
  }

  #textBetween(bytes: Buffer, start: number, end: number): string {
    const { type, style } = this.#cell;
    if (type === "s") return this.#rows.sharedString(numberBetween(bytes, start, end));
    const text = this.#text.between(bytes, start, end);
    return type === INLINE_TYPE ? text : this.#rows.valueText(type ?? "n", style ?? 0, text);
  }
}
