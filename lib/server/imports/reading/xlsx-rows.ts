import "server-only";
import type { RawRow } from "@/lib/domain/import/columns";
import { dateOfSerial } from "./xlsx-dates";

/** What the cells of a sheet refer to. */
export type WorkbookParts = {
  readonly sharedStrings: readonly string[];
  readonly dateStyles: ReadonlySet<number>;
  readonly is1904: boolean;
};

/** The last row that a spreadsheet has; readers keep numbers of rows in 32 bits. */
const LAST_ROW = 1_048_576;

/** Cells further right than this are moved here: they are surplus anyway, and must not make a row of 16,384 cells. */
const LAST_COLUMN = 1_000;

/** The rows of a sheet (ECMA-376 18.3) that have been read and not yet taken, and what the text in a cell means. */
export class SheetRows {
  readonly #parts: WorkbookParts;
  #rows: RawRow[] = [];
  #last = 0;

  constructor(parts: WorkbookParts) {
    this.#parts = parts;
  }

  /** The number of a row that has none of its own. */
  get nextNumber(): number {
    return this.#last + 1;
  }

  /** A number that does not ascend, or that no spreadsheet shows, is replaced: no two rows have the same. */
  add(number: number, cells: readonly string[]): void {
    const row = number > this.#last && number <= LAST_ROW ? number : this.nextNumber;
    this.#last = row;
    this.#rows.push({ row, cells });
  }

  /** Puts a text into its column, those left out before it being empty. Answers the column. */
  place(cells: string[], column: number, text: string): number {
    const place = Math.min(column, LAST_COLUMN);
    while (cells.length < place) cells.push("");
    cells[place] = text;
    return place;
  }

  take(): RawRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  sharedString(index: number): string {
    return this.#parts.sharedStrings[index] ?? "";
  }

  /** The text that a cell shows for its value (`v`), by its type (`t`) and style (`s`). */
  valueText(type: string, style: number, value: string): string {
    if (type === "s") return this.sharedString(Number(value));
    if (type === "b") return value === "1" ? "TRUE" : "FALSE";
    if (type !== "n" || value === "" || !this.#parts.dateStyles.has(style)) return value;
    return dateOfSerial(Number(value), this.#parts.is1904) ?? value;
  }
}
