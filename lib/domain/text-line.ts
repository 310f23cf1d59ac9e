/** One line of text: no control characters, no half of a surrogate pair. */
export const LINE = /^[^\p{Cc}\p{Cs}]*$/u;
/** Something in a text can be seen: a link without a text leads nowhere. */
export const VISIBLE = /[^\p{Z}\p{Cf}]/u;

const NOT_IN_A_LINE = /[\p{Cc}\p{Cs}]+/u;

/** Makes a line of any text, composed (NFC): a line break, a tab or Excel's vertical tab in it stood between words. */
export function tidyLine(text: string): string {
  const composed = text.normalize("NFC");
  if (LINE.test(composed)) return composed;
  const parts = composed.split(NOT_IN_A_LINE).map((part) => part.trim());
  return parts.filter((part) => part !== "").join(" ");
}
