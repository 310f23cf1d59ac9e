import "server-only";
import { isUtf8 } from "node:buffer";
import type { ListCaps } from "./list-caps";

const RETURN = 13;
const AMPERSAND = 38;
const LESS = 60;
const UNDERSCORE = 95;
const SMALL_X = 120;
const ASCII_END = 128;

/** Text between two tags that reads as it is written: no references, no escapes of its own, within the cap of a cell. */
export class PlainText {
  readonly #cellLength: number;
  #isAscii = true;

  constructor({ cellLength }: Pick<ListCaps, "cellLength">) {
    this.#cellLength = cellLength;
  }

  /** Where the text that begins at a place ends; 0 when it is not plain or not whole. */
  end(bytes: Buffer, start: number): number {
    this.#isAscii = true;
    const limit = Math.min(bytes.length, start + this.#cellLength + 1);
    for (let at = start; at < limit; at++) {
      const byte = bytes[at] ?? 0;
      if (byte === LESS) return this.#isAscii || isUtf8(bytes.subarray(start, at)) ? at : 0;
      if (byte === AMPERSAND || byte === RETURN || (byte === UNDERSCORE && bytes[at + 1] === SMALL_X)) return 0;
      if (byte >= ASCII_END) this.#isAscii = false;
    }
    return 0;
  }

  /** The text that `end` was asked about last. */
  between(bytes: Buffer, start: number, end: number): string {
    return bytes.toString(this.#isAscii ? "latin1" : "utf8", start, end);
  }
}
