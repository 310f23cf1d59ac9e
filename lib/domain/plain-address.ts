const LOCAL = 1;
const DOMAIN = 2;
const CLASSES = new Uint8Array(128);
for (const char of "abcdefghijklmnopqrstuvwxyz0123456789") CLASSES[char.charCodeAt(0)] = LOCAL | DOMAIN;
// RFC 5321 atext, but for letters and digits.
for (const char of "!#$%&'*+/=?^_`{|}~-") CLASSES[char.charCodeAt(0)] = LOCAL;

const DOT = 46;
const HYPHEN = 45;
const AT = 64;

/** Whether a code unit may stand in an ASCII local part, dots aside (RFC 5321 atext, lower case). */
export function isLocalAscii(code: number): boolean {
  return code < 128 && ((CLASSES[code] ?? 0) & LOCAL) !== 0;
}

/** Whether a code unit may stand in a label of an ASCII domain, hyphens included, lower case. */
export function isDomainAscii(code: number): boolean {
  return code === HYPHEN || (code < 128 && ((CLASSES[code] ?? 0) & DOMAIN) !== 0);
}

/**
 * Whether a text already is the key of an ordinary address, decided in one pass without allocation. A list of a million
 * rows is nearly all of these. False only means "look closely": hyphens in pairs (punycode) and loose dots go that way.
 */
export function isPlainKey(text: string): boolean {
  if (text.length > 254) return false;
  const at = plainLocalEnd(text);
  return at > 0 && at <= 64 && isPlainDomain(text, at + 1);
}

/** Index of the `@` that ends a plain local part; -1 when the local part is not plain. */
function plainLocalEnd(text: string): number {
  let afterDot = true;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === AT) return afterDot ? -1 : i;
    if (code === DOT ? afterDot : !isLocalAscii(code)) return -1;
    afterDot = code === DOT;
  }
  return -1;
}

function isPlainDomain(text: string, from: number): boolean {
  let labelStart = from;
  let before = DOT;
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === DOT || code === HYPHEN) {
      if (before === DOT || before === HYPHEN) return false;
      if (code === DOT) {
        if (i - labelStart > 63) return false;
        labelStart = i + 1;
      }
    } else if (!isDomainAscii(code)) {
      return false;
    }
    before = code;
  }
  const length = text.length - labelStart;
  const top = text.charCodeAt(labelStart);
  return labelStart > from && length > 1 && length <= 63 && before !== HYPHEN && top >= 97 && top <= 122;
}
