import { DIGITS, LETTERS } from "./plain-address";

/**
 * Letters of other scripts that a reader takes for an ASCII letter: the common part of Unicode's confusables (UTS 39)
 * for lower case, since keys are lower-case. Accents are handled apart (Müller is read Muller).
 */
const BEYOND_ASCII: Readonly<Record<string, string>> = {
  // Cyrillic
  а: "a",
  в: "b",
  с: "c",
  ԁ: "d",
  е: "e",
  ѐ: "e",
  ё: "e",
  һ: "h",
  і: "i",
  ї: "i",
  ј: "j",
  к: "k",
  ӏ: "l",
  м: "m",
  о: "o",
  р: "p",
  ԛ: "q",
  г: "r",
  ѕ: "s",
  т: "t",
  ѵ: "v",
  ԝ: "w",
  х: "x",
  у: "y",
  п: "n",
  // Greek
  α: "a",
  ε: "e",
  η: "n",
  ι: "i",
  κ: "k",
  ν: "v",
  ο: "o",
  ρ: "p",
  σ: "o",
  τ: "t",
  υ: "u",
  χ: "x",
  γ: "y",
  ω: "w",
  // Armenian
  օ: "o",
  ո: "n",
  ս: "u",
  հ: "h",
  ց: "g",
  // Latin beyond ASCII
  ı: "i",
  ɩ: "i",
  ɪ: "i",
  ȷ: "j",
  ɑ: "a",
  ɡ: "g",
  ł: "l",
  ƚ: "l",
  ø: "o",
  đ: "d",
  ħ: "h",
  ŧ: "t",
  ß: "b",
  ʟ: "l",
};

const ZERO = 48;
const ONE = 49;
const NINE = 57;
const SMALL_A = 97;
const SMALL_L = 108;
const SMALL_M = 109;
const SMALL_N = 110;
const SMALL_O = 111;
const SMALL_R = 114;
const SMALL_V = 118;
const SMALL_W = 119;
const SMALL_Z = 122;

const MISREAD_PAIRS = [
  ["r", "n"],
  ["v", "v"],
  [DIGITS, "lo"],
  ["01", LETTERS],
] as const;
/**
 * Two letters side by side, ASCII and lower case, may be read as something else when what the first table has at one and
 * the second at the other share a bit. Tables, because a list has tens of millions of pairs.
 */
export const MISREAD_FIRST = bitsOf(MISREAD_PAIRS.map(([firsts]) => firsts));
export const MISREAD_SECOND = bitsOf(MISREAD_PAIRS.map(([, seconds]) => seconds));

// Accents only: the marks of Japanese kana (U+3099, U+309A) tell syllables apart and stay.
const ACCENTS = /[\u0300-\u036f]/g;

/** Whether folding could change an address. For most it cannot, and finding out costs one pass without allocation. */
export function hasLookAlikes(address: string): boolean {
  let before = 0;
  for (let i = 0; i < address.length; i++) {
    const code = address.charCodeAt(i);
    if (code > 126 || ((MISREAD_FIRST[before] ?? 0) & (MISREAD_SECOND[code] ?? 0)) !== 0) return true;
    before = code;
  }
  return false;
}

/**
 * One spelling for addresses that look alike: letters of other scripts and accents become ASCII, `rn` reads m, `vv` w.
 * 0/o and 1/l are folded by what stands around them, because a number is not a misread word:
 * - zeros or ones enclosed by letters, or opening a word, read as letters (g00gle, ya1mada, 0saka);
 * - l or o after a digit and not before a letter reads as a digit (saito8l, 2o24);
 * - every other digit stays, so saito46 and saito81, info1 and infol, room101 and roomlol differ.
 * I/l is left out: a key is lower-case, and in lower case i and l are told apart (kai is not kal). So is cl/d.
 */
export function foldLookAlikes(address: string): string {
  const text = foldScripts(address);
  const units = new Uint16Array(text.length);
  for (let i = 0; i < units.length; i++) units[i] = text.charCodeAt(i);
  return String.fromCharCode(...units.subarray(0, foldMisread(units, units.length)));
}

/** The same for the UTF-16 units of an address in no other script, in place; answers how many are left. */
export function foldMisread(units: Uint16Array, length: number): number {
  foldMisreadDigits(units, length);
  let folded = 0;
  let before = 0;
  for (let i = 0; i < length; i++) {
    const next = i + 1 < length ? (units[i + 1] ?? 0) : 0;
    let unit = units[i] ?? 0;
    if ((unit === SMALL_L || unit === SMALL_O) && isDigit(before) && !isLetter(next)) {
      unit = unit === SMALL_L ? ONE : ZERO;
    }
    before = unit;
    if (unit === SMALL_R && next === SMALL_N) {
      units[folded++] = SMALL_M;
      i++;
    } else if (unit === SMALL_V && next === SMALL_V) {
      units[folded++] = SMALL_W;
      i++;
    } else {
      units[folded++] = unit;
    }
  }
  return folded;
}

/** Zeros or ones that no other digit precedes and a letter follows become letters. */
function foldMisreadDigits(units: Uint16Array, length: number): void {
  for (let start = 0; start < length; start++) {
    const digit = units[start] ?? 0;
    if (!isDigit(digit)) continue;
    let end = start;
    while (end < length && units[end] === digit) end++;
    const isWord = digit <= ONE && end < length && isLetter(units[end] ?? 0);
    if (isWord) for (let i = start; i < end; i++) units[i] = digit === ZERO ? SMALL_O : SMALL_L;
    // Whatever digits follow are preceded by one.
    while (end < length && isDigit(units[end] ?? 0)) end++;
    start = end;
  }
}

function foldScripts(address: string): string {
  if (isAscii(address)) return address;
  let folded = "";
  for (const char of address.normalize("NFD").replace(ACCENTS, "").normalize("NFC")) {
    folded += char < "\x7f" ? char : (BEYOND_ASCII[char] ?? char);
  }
  return folded;
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

function isLetter(code: number): boolean {
  return code >= SMALL_A && code <= SMALL_Z;
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 126) return false;
  return true;
}

/** For every byte the numbers, as bits, of the sets it is in. */
function bitsOf(sets: readonly string[]): Uint8Array {
  const bits = new Uint8Array(256);
  for (const [index, set] of sets.entries()) {
    for (const char of set) bits[char.charCodeAt(0)] = (bits[char.charCodeAt(0)] ?? 0) | (1 << index);
  }
  return bits;
}
