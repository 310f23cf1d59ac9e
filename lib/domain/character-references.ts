// Hexadecimal references of HTML, upper case: one form, so that it is ours and not somebody's text.
const REFERENCE = /&#x([0-9A-F]{2,6});/gu;
const MAX_CODE_POINT = 0x10ffff;

/** How a file whose encoding lacks a character holds it, so that none is lost: 𠮷 as `&#x20BB7;`. */
export function characterReference(char: string): string {
  return `&#x${(char.codePointAt(0) ?? 0).toString(16).toUpperCase()};`;
}

/** The text that `characterReference` was used in. What every encoding has stays as it is written, a delimiter above all. */
export function readCharacterReferences(text: string): string {
  if (!text.includes("&#x")) return text;
  return text.replace(REFERENCE, (written, digits: string) => {
    const codePoint = Number.parseInt(digits, 16);
    const isCharacter = codePoint >= 0xa0 && codePoint <= MAX_CODE_POINT && (codePoint < 0xd800 || codePoint > 0xdfff);
    return isCharacter ? String.fromCodePoint(codePoint) : written;
  });
}
