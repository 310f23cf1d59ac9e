import "server-only";

const TAB = 9;
const LINE_FEED = 10;
const RETURN = 13;
const SPACE = 32;
const QUOTE = 34;
const AMPERSAND = 38;
const HYPHEN = 45;
const SLASH = 47;
const DIGIT_0 = 48;
const DIGIT_9 = 57;
const COLON = 58;
const LESS = 60;
const EQUALS = 61;
const GREATER = 62;
const LETTER_A = 65;
const LETTER_Z = 90;
const SMALL_A = 97;
const SMALL_Z = 122;
const DELETE = 127;

/** So many digits are an exact number whatever they are. */
const SAFE_DIGITS = 9;

// Plain mark-up has one space before each attribute, double quotes and printable ASCII without references. Every function
// goes from a place in the bytes to the place behind what it is named after, or answers 0 when that is not there.

/** Goes from the space before an attribute to behind it; 0 when the attribute is not plain. */
export type PassAttribute = (bytes: Buffer, at: number) => number;

/** Behind a tag, from behind its name on; each of its attributes is passed by `pass`, whatever it is. */
export function passTag(bytes: Buffer, at: number, pass: PassAttribute = passAttribute): number {
  const place = passAttributes(bytes, at, pass);
  return place !== 0 && bytes[place] === GREATER ? place + 1 : 0;
}

/** Behind a tag that closes itself. */
export function passEmptyTag(bytes: Buffer, at: number): number {
  const place = passAttributes(bytes, at, passAttribute);
  return place !== 0 && bytes[place] === SLASH && bytes[place + 1] === GREATER ? place + 2 : 0;
}

function passAttributes(bytes: Buffer, at: number, pass: PassAttribute): number {
  let place = at;
  while (place !== 0 && bytes[place] === SPACE) place = pass(bytes, place);
  return place;
}

/** The one letter that is the name of the attribute behind a space; 0 for a longer name. */
export function attributeLetter(bytes: Buffer, at: number): number {
  const isOne = bytes[at + 2] === EQUALS && bytes[at + 3] === QUOTE && isNameByte(bytes[at + 1]);
  return isOne ? (bytes[at + 1] ?? 0) : 0;
}

/** Where the value begins of an attribute that has one letter as its name. */
export const BEHIND_LETTER = 4;

/** Behind an attribute with a longer name; 0 too for one of one letter behind a prefix, which reads as that letter. */
export function passLongAttribute(bytes: Buffer, at: number): number {
  let equals = at + 1;
  while (isNameByte(bytes[equals])) equals++;
  return bytes[equals - 2] === COLON ? 0 : passAttribute(bytes, at);
}

function passAttribute(bytes: Buffer, at: number): number {
  let equals = at + 1;
  while (isNameByte(bytes[equals])) equals++;
  return equals > at + 1 && bytes[equals] === EQUALS && bytes[equals + 1] === QUOTE ? passValue(bytes, equals + 2) : 0;
}

/** Behind the quote that ends a value. */
export function passValue(bytes: Buffer, at: number): number {
  for (let place = at; ; place++) {
    const byte = bytes[place] ?? 0;
    if (byte === QUOTE) return place + 1;
    if (byte < SPACE || byte >= DELETE || byte === AMPERSAND || byte === LESS || byte === GREATER) return 0;
  }
}

/** Behind some digits. */
export function passDigits(bytes: Buffer, at: number): number {
  let place = at;
  while (isDigit(bytes[place])) place++;
  return place === at || place > at + SAFE_DIGITS ? 0 : place;
}

/** The number of the digits from one place to another. */
export function numberBetween(bytes: Buffer, start: number, end: number): number {
  let number = 0;
  for (let at = start; at < end; at++) number = number * 10 + (bytes[at] ?? 0) - DIGIT_0;
  return number;
}

/** Whether these bytes stand at a place. */
export function standsAt(bytes: Buffer, at: number, wanted: Buffer): boolean {
  for (let index = 0; index < wanted.length; index++) if (bytes[at + index] !== wanted[index]) return false;
  return true;
}

/** Behind blank space, of which there may be none. */
export function passBlanks(bytes: Buffer, at: number): number {
  let place = at;
  while (isBlank(bytes[place])) place++;
  return place;
}

function isBlank(byte: number | undefined): boolean {
  return byte === SPACE || byte === LINE_FEED || byte === RETURN || byte === TAB;
}

export function isDigit(byte = 0): boolean {
  return byte >= DIGIT_0 && byte <= DIGIT_9;
}

export function isCapital(byte = 0): boolean {
  return byte >= LETTER_A && byte <= LETTER_Z;
}

/** Letters, digits and the marks of names. */
function isNameByte(byte = 0): boolean {
  if (byte >= SMALL_A) return byte <= SMALL_Z;
  return isCapital(byte) || (byte >= HYPHEN && byte <= COLON && byte !== SLASH);
}
