import "server-only";
import { looksLikeAddress, type RawRow } from "@/lib/domain/import/columns";
import { roleOfHeader } from "@/lib/domain/import/header-words";
import type { ListCaps } from "./list-caps";
import { ListError } from "./list-error";

/** What separates the cells of delimited text. */
export const DELIMITERS = [",", "\t", ";"] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/**
 * Reads delimited text (RFC 4180, line ends already `\n`) chunk by chunk into rows; a quoted cell with line breaks is
 * one row. It is our own because of broken quotes: a quote that nothing closes must cost one row, not the rest of the
 * list, so a quote counts only when it closes within the cell cap and before a delimiter or line end. Linear in time.
 */
export class DelimitedReader {
  readonly #delimiter: Delimiter;
  readonly #caps: ListCaps;
  #text = "";
  #position = 0;
  #row = 0;
  #last = false;
  #nextDelimiter = -1;
  #nextLine = -1;

  constructor(delimiter: Delimiter, caps: ListCaps) {
    this.#delimiter = delimiter;
    this.#caps = caps;
  }

  /** The rows that the chunk completes. Throws `cell_too_long` when a row does not end within the cap. */
  push(chunk: string, last: boolean): RawRow[] {
    this.#text = this.#position === this.#text.length ? chunk : this.#text.slice(this.#position) + chunk;
    this.#position = 0;
    this.#last = last;
    this.#nextDelimiter = -1;
    this.#nextLine = -1;
    const rows: RawRow[] = [];
    while (this.#position < this.#text.length) {
      const cells = this.#readRow();
      if (cells === null) break;
      rows.push({ row: ++this.#row, cells });
    }
    if (this.#text.length - this.#position > this.#caps.rowLength) {
      throw new ListError("cell_too_long", { row: this.#row + 1, limit: this.#caps.cellLength });
    }
    return rows;
  }

  /** The cells of the row at the position, which moves behind it; null when its end has not arrived. */
  #readRow(): string[] | null {
    const text = this.#text;
    const cells: string[] = [];
    let at = this.#position;
    for (;;) {
      const quoted = this.#readQuoted(at);
      if (quoted === "incomplete") return null;
      let end: number;
      if (quoted !== null) {
        cells.push(quoted.cell);
        end = quoted.end;
      } else {
        end = Math.min(this.#delimiterFrom(at), this.#lineFrom(at));
        if (end === text.length && !this.#last) return null;
        cells.push(text.slice(at, end));
      }
      if (end === text.length || text.charCodeAt(end) === 10) {
        this.#position = Math.min(end + 1, text.length);
        return cells;
      }
      at = end + 1;
      if (at === text.length) {
        if (!this.#last) return null;
        cells.push("");
        this.#position = at;
        return cells;
      }
    }
  }

  #readQuoted(start: number): { readonly cell: string; readonly end: number } | "incomplete" | null {
    const text = this.#text;
    let open = start;
    while (text.charCodeAt(open) === 32) open++;
    if (text.charCodeAt(open) !== 34) return null;
    const limit = open + 2 + this.#caps.cellLength;
    let doubled = false;
    for (let from = open + 1; ; ) {
      const quote = text.indexOf('"', from);
      if (quote === -1 || quote > limit)
        return quote === -1 && !this.#last && text.length <= limit ? "incomplete" : null;
      if (text.charCodeAt(quote + 1) === 34) {
        doubled = true;
        from = quote + 2;
        continue;
      }
      let end = quote + 1;
      while (text.charCodeAt(end) === 32) end++;
      if (end >= text.length && !this.#last) return "incomplete";
      if (end < text.length && text.charCodeAt(end) !== 10 && text[end] !== this.#delimiter) return null;
      const cell = text.slice(open + 1, quote);
      return { cell: doubled ? cell.replaceAll('""', '"') : cell, end };
    }
  }

  // Both positions are remembered until passed, so that no stretch of text is searched twice.
  #delimiterFrom(at: number): number {
    if (this.#nextDelimiter < at) this.#nextDelimiter = indexOrEnd(this.#text, this.#delimiter, at);
    return this.#nextDelimiter;
  }

  #lineFrom(at: number): number {
    if (this.#nextLine < at) this.#nextLine = indexOrEnd(this.#text, "\n", at);
    return this.#nextLine;
  }
}

/** All rows of a text stream. */
export async function* readDelimited(
  text: AsyncIterable<string>,
  delimiter: Delimiter,
  caps: ListCaps,
): AsyncGenerator<readonly RawRow[]> {
  const reader = new DelimitedReader(delimiter, caps);
  for await (const chunk of text) {
    const rows = reader.push(chunk, false);
    if (rows.length > 0) yield rows;
  }
  const rest = reader.push("", true);
  if (rest.length > 0) yield rest;
}

/**
 * Guesses what separates the cells from the beginning of a list: the delimiter under which most rows hold exactly one
 * address in a cell of its own, or that shows a header. null: the text is no table (lines of `Name <address>`, say).
 */
export function guessDelimiter(head: string, isWhole: boolean, caps: ListCaps): Delimiter | null {
  let best: Delimiter | null = null;
  let bestScore = 0;
  for (const delimiter of DELIMITERS) {
    const rows = new DelimitedReader(delimiter, { ...caps, rowLength: head.length }).push(head, isWhole);
    let score = 0;
    for (const { cells } of rows) score += scoreRow(cells);
    if (score > bestScore) {
      best = delimiter;
      bestScore = score;
    }
  }
  return best;
}

function scoreRow(cells: readonly string[]): number {
  if (cells.length < 2) return 0;
  const addresses = cells.filter(looksLikeAddress);
  const [address] = addresses;
  if (addresses.length === 1 && address !== undefined) return /[<>,;\t]/u.test(address.trim()) ? 0 : 2;
  if (addresses.length > 1) return 0;
  return cells.some((cell) => roleOfHeader(cell) !== null) ? 1 : 0;
}

function indexOrEnd(text: string, part: string, from: number): number {
  const index = text.indexOf(part, from);
  return index === -1 ? text.length : index;
}
