import "server-only";
import type { Delimiter } from "./csv";
import type { ListCaps } from "./list-caps";
import { RollingBytes } from "./rolling-bytes";

const LINE_FEED = 10;
const RETURN = 13;
const SPACE = 32;
const QUOTE = 34;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf] as const;

type CellEnd = number | "incomplete" | "not quoted";

/**
 * Finds the rows of delimited UTF-8 without making text of them: where each begins and ends, how many cells it has and
 * where the address stands. The same rows as `DelimitedReader` finds in the decoded text, line ends of every kind
 * included; fields tell of the row that `next` read last. No byte of a longer UTF-8 character is ASCII, so none is
 * mistaken for a delimiter.
 */
export class CsvBytes {
  readonly #delimiter: number;
  readonly #column: number;
  readonly #cellLength: number;
  #position = 0;
  #last = false;
  #markPassed = false;
  #cellStart = 0;
  #cellEnd = 0;

  readonly #rolling = new RollingBytes();
  /** The bytes the fields below point into; `feed` moves them. */
  bytes: Buffer = this.#rolling.bytes;
  rowStart = 0;
  /** Without the line end. */
  rowEnd = 0;
  cells = 0;
  /** Without quotes; empty when the row has too few cells. */
  addressStart = 0;
  addressEnd = 0;
  /** Bytes of the longest cell. */
  longestCell = 0;

  /** @param column which cell holds the address, counted from 0 */
  constructor(delimiter: Delimiter, column: number, { cellLength }: Pick<ListCaps, "cellLength">) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#column = column;
    this.#cellLength = cellLength;
  }

  /** Takes a copy of a chunk behind what the last one left over. `last`: no more will come. */
  feed(chunk: Uint8Array, last: boolean): void {
    this.bytes = this.#rolling.roll(this.#position, chunk);
    this.#position = 0;
    this.#last = last;
  }

  /** How much of `bytes` is left: the beginning of a row that has not ended. */
  get left(): number {
    return this.bytes.length - this.#position;
  }

  /** Reads the next row; false when its end has not arrived, or no more come. */
  next(): boolean {
    const { bytes } = this;
    if (!this.#markPassed && !this.#passMark()) return false;
    if (this.#position === bytes.length) return false;
    this.rowStart = this.#position;
    this.addressStart = 0;
    this.addressEnd = 0;
    this.longestCell = 0;
    let column = 0;
    for (let at = this.#position; ; at++) {
      const end = this.#readCell(at);
      if (end === -1) return false;
      if (column++ === this.#column) {
        this.addressStart = this.#cellStart;
        this.addressEnd = this.#cellEnd;
      }
      const length = this.#cellEnd - this.#cellStart;
      if (length > this.longestCell) this.longestCell = length;
      if (bytes[end] === this.#delimiter) {
        at = end;
        continue;
      }
      this.cells = column;
      this.rowEnd = end;
      return this.#passLineEnd(end);
    }
  }

  /** Moves behind a byte order mark, if there is one; false when it may not have arrived. */
  #passMark(): boolean {
    const { bytes } = this;
    if (bytes.length < BYTE_ORDER_MARK.length && !this.#last) return false;
    if (BYTE_ORDER_MARK.every((byte, index) => bytes[index] === byte)) this.#position = BYTE_ORDER_MARK.length;
    this.#markPassed = true;
    return true;
  }

  /** Sets where the cell at `at` begins and ends, and answers what is behind it; -1 when its end has not arrived. */
  #readCell(at: number): number {
    const { bytes } = this;
    const first = bytes[at];
    if (first === QUOTE || first === SPACE) {
      const end = this.#readQuoted(at);
      if (end === "incomplete") return -1;
      if (end !== "not quoted") return end;
    }
    let end = at;
    const { length } = bytes;
    const delimiter = this.#delimiter;
    while (end < length) {
      const byte = bytes[end];
      if (byte === delimiter || byte === LINE_FEED || byte === RETURN) break;
      end++;
    }
    if (end === length && !this.#last) return -1;
    this.#cellStart = at;
    this.#cellEnd = end;
    return end;
  }

  // The rules are those of DelimitedReader: a quote counts only when it closes within the cap, before a delimiter or line end.
  #readQuoted(start: number): CellEnd {
    const { bytes } = this;
    let open = start;
    while (bytes[open] === SPACE) open++;
    if (bytes[open] !== QUOTE) return "not quoted";
    for (let from = open + 1; ; ) {
      const quote = bytes.indexOf(QUOTE, from);
      if (quote === -1) return !this.#last && this.#isWithinCap(open, bytes.length) ? "incomplete" : "not quoted";
      if (!this.#isWithinCap(open, quote)) return "not quoted";
      if (bytes[quote + 1] === QUOTE) {
        from = quote + 2;
        continue;
      }
      let end = quote + 1;
      while (bytes[end] === SPACE) end++;
      if (end >= bytes.length && !this.#last) return "incomplete";
      const behind = bytes[end];
      if (end < bytes.length && behind !== this.#delimiter && behind !== LINE_FEED && behind !== RETURN)
        return "not quoted";
      this.#cellStart = open + 1;
      this.#cellEnd = quote;
      return end;
    }
  }

  /** Whether no more UTF-16 units than one cell may have lie between an opening quote and a place. */
  #isWithinCap(open: number, end: number): boolean {
    const limit = this.#cellLength + 2;
    if (end - open <= limit) return true;
    // A character has at most three bytes a unit, so text is made only where the answer is open.
    return end - open <= limit * 3 && countUnits(this.bytes.subarray(open, end)) <= limit;
  }

  /** Moves behind a line end; false when it may be a CR whose LF has not arrived. */
  #passLineEnd(end: number): boolean {
    const { bytes } = this;
    if (bytes[end] === RETURN) {
      if (end + 1 === bytes.length && !this.#last) return false;
      this.#position = bytes[end + 1] === LINE_FEED ? end + 2 : end + 1;
    } else {
      this.#position = Math.min(end + 1, bytes.length);
    }
    return true;
  }
}

/** Text of checked UTF-8 with line ends as `readText` leaves them. */
export function unifiedText(bytes: Buffer): string {
  return unifyLineEnds(bytes.toString("utf8"));
}

function unifyLineEnds(text: string): string {
  return text.includes("\r") ? text.replaceAll("\r\n", "\n").replaceAll("\r", "\n") : text;
}

/** The length of `unifiedText`, a character that is cut off at the end left out. */
export function countUnits(bytes: Buffer): number {
  return unifyLineEnds(new TextDecoder().decode(bytes, { stream: true })).length;
}
