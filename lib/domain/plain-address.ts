export const LETTERS = "abcdefghijklmnopqrstuvwxyz";
export const DIGITS = "0123456789";
/** RFC 5321 atext, but for letters and digits. */
const MARKS = "!#$%&'*+/=?^_`{|}~-";

const LOCAL = 1;
const DOMAIN = 2;
const CLASSES = new Uint8Array(128);
for (const char of LETTERS + DIGITS) CLASSES[char.charCodeAt(0)] = LOCAL | DOMAIN;
for (const char of MARKS) CLASSES[char.charCodeAt(0)] = LOCAL;

const HYPHEN = 45;

/** Whether a code unit may stand in an ASCII local part, dots aside (RFC 5321 atext, lower case). */
export function isLocalAscii(code: number): boolean {
  return code < 128 && ((CLASSES[code] ?? 0) & LOCAL) !== 0;
}

/** Whether a code unit may stand in a label of an ASCII domain, hyphens included, lower case. */
export function isDomainAscii(code: number): boolean {
  return code === HYPHEN || (code < 128 && ((CLASSES[code] ?? 0) & DOMAIN) !== 0);
}

/**
 * Ordinary addresses as an automaton: a dot-atom, `@`, labels without a hyphen at either end or in pairs (punycode has
 * one), a last label of two characters or more that starts with a letter. One table, because it reads text and bytes.
 */
const PATHS = {
  localStart: [[LETTERS + DIGITS + MARKS, "local"]],
  local: [
    [LETTERS + DIGITS + MARKS, "local"],
    [".", "localStart"],
    ["@", "firstLabelStart"],
  ],
  firstLabelStart: [[LETTERS + DIGITS, "firstLabel"]],
  firstLabel: [
    [LETTERS + DIGITS, "firstLabel"],
    ["-", "firstLabelStart"],
    [".", "labelStart"],
  ],
  labelStart: [
    [LETTERS, "letter"],
    [DIGITS, "numberedLabel"],
  ],
  letter: [
    [LETTERS + DIGITS, "topLevel"],
    ["-", "topLevelHyphen"],
    [".", "labelStart"],
  ],
  topLevel: [
    [LETTERS + DIGITS, "topLevel"],
    ["-", "topLevelHyphen"],
    [".", "labelStart"],
  ],
  topLevelHyphen: [[LETTERS + DIGITS, "topLevel"]],
  numberedLabel: [
    [LETTERS + DIGITS, "numberedLabel"],
    ["-", "numberedLabelHyphen"],
    [".", "labelStart"],
  ],
  numberedLabelHyphen: [[LETTERS + DIGITS, "numberedLabel"]],
} as const satisfies Readonly<Record<string, readonly (readonly [characters: string, to: string])[]>>;

const STATES = ["nowhere", ...Object.keys(PATHS)];
const NOWHERE = 0;
/** The walk as a table: the state after a byte is at `state << 8 | byte`. */
export const PLAIN_STEPS = new Uint8Array(STATES.length << 8);
for (const [from, paths] of Object.entries(PATHS)) {
  for (const [characters, to] of paths) {
    for (const char of characters) {
      PLAIN_STEPS[(STATES.indexOf(from) << 8) | char.charCodeAt(0)] = STATES.indexOf(to);
    }
  }
}

/** Where a walk along an address begins. */
export const PLAIN_START = STATES.indexOf("localStart");
/** Where it ends when all of it was an ordinary address. */
export const PLAIN_END = STATES.indexOf("topLevel");
/** No part of so short an address can be too long: 64 octets for the local part, 63 for a label (RFC 5321 4.5.3.1). */
export const MAX_PLAIN_LENGTH = 64;

/**
 * Whether a text already is the key of an ordinary address, decided in one pass without allocation. A list of a million
 * rows is nearly all of these. False only means "look closely": hyphens in pairs (punycode) and loose dots go that way.
 */
export function isPlainKey(text: string): boolean {
  if (text.length > MAX_PLAIN_LENGTH) return false;
  let state = PLAIN_START;
  for (let i = 0; i < text.length && state !== NOWHERE; i++) {
    const code = text.charCodeAt(i);
    state = code < 256 ? (PLAIN_STEPS[(state << 8) | code] ?? NOWHERE) : NOWHERE;
  }
  return state === PLAIN_END;
}
