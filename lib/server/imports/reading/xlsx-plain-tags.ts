import "server-only";
import {
  attributeLetter,
  BEHIND_LETTER,
  isCapital,
  isDigit,
  numberBetween,
  type PassAttribute,
  passDigits,
  passLongAttribute,
  passTag,
  passValue,
} from "./plain-tag";

const QUOTE = 34;
const LETTER_A = 65;
const SMALL_R = 114;
const SMALL_S = 115;
const SMALL_T = 116;
const LETTERS = 26;
/** A sheet ends at column XFD. */
const MOST_LETTERS = 3;

/** The tag of a row, of which its number (`r`) matters. */
export class RowTag {
  /** null: the tag has none. */
  number: number | null = null;

  /** Reads the tag from behind its name to behind its end; 0 when it is not plain. */
  read(bytes: Buffer, at: number): number {
    this.number = null;
    return passTag(bytes, at, this.#readAttribute);
  }

  readonly #readAttribute: PassAttribute = (bytes, at) => {
    const letter = attributeLetter(bytes, at);
    if (letter === 0) return passLongAttribute(bytes, at);
    const start = at + BEHIND_LETTER;
    return letter === SMALL_R ? this.#readNumber(bytes, start) : passValue(bytes, start);
  };

  #readNumber(bytes: Buffer, start: number): number {
    const end = passDigits(bytes, start);
    if (end === 0 || bytes[end] !== QUOTE || this.number !== null) return 0;
    this.number = numberBetween(bytes, start, end);
    return this.number === 0 ? 0 : end + 1;
  }
}

/** The tag of a cell, of which column (in the reference `r`), type (`t`) and style (`s`) matter; null where it has none. */
export class CellTag {
  column: number | null = null;
  type: string | null = null;
  style: number | null = null;

  /** As that of RowTag. */
  read(bytes: Buffer, at: number): number {
    this.column = null;
    this.type = null;
    this.style = null;
    return passTag(bytes, at, this.#readAttribute);
  }

  readonly #readAttribute: PassAttribute = (bytes, at) => {
    const letter = attributeLetter(bytes, at);
    if (letter === SMALL_R) return this.#readColumn(bytes, at + BEHIND_LETTER);
    if (letter === SMALL_S) return this.#readStyle(bytes, at + BEHIND_LETTER);
    if (letter === SMALL_T) return this.#readType(bytes, at + BEHIND_LETTER);
    return letter === 0 ? passLongAttribute(bytes, at) : passValue(bytes, at + BEHIND_LETTER);
  };

  // "AB12" is column 27.
  #readColumn(bytes: Buffer, at: number): number {
    let place = at;
    let column = 0;
    for (; isCapital(bytes[place]); place++) column = column * LETTERS + (bytes[place] ?? 0) - LETTER_A + 1;
    if (place === at || place > at + MOST_LETTERS || this.column !== null) return 0;
    while (isDigit(bytes[place])) place++;
    this.column = column - 1;
    return bytes[place] === QUOTE ? place + 1 : 0;
  }

  #readStyle(bytes: Buffer, at: number): number {
    const end = passDigits(bytes, at);
    if (end === 0 || bytes[end] !== QUOTE || this.style !== null) return 0;
    this.style = numberBetween(bytes, at, end);
    return end + 1;
  }

  #readType(bytes: Buffer, at: number): number {
    const end = passValue(bytes, at);
    if (end === 0 || this.type !== null) return 0;
    // Nearly all types are one letter, and such texts exist already.
    const isLetter = end === at + 2;
    this.type = isLetter ? String.fromCharCode(bytes[at] ?? 0) : bytes.toString("latin1", at, end - 1);
    return end;
  }
}
