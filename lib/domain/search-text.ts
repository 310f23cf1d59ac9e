// Spaces are dropped, not only collapsed: 佐藤太郎 is found as 佐藤 太郎, and the reverse.
const NOT_SEARCHED = /[\s\p{Cc}\p{Default_Ignorable_Code_Point}]+/gu;

/** Between name and address; folding never leaves one behind, so no search text matches across it. */
const BOUNDARY = "\n";

/**
 * Folds what a person types into what is compared: NFKC (full-width and half-width become one), lower case, no spaces,
 * no control or invisible characters. Total and idempotent.
 */
export function foldForSearch(text: string): string {
  // Lower-casing can leave NFKC (İ becomes i and a dot above), hence the second pass.
  return text.normalize("NFKC").toLowerCase().normalize("NFKC").replace(NOT_SEARCHED, "").normalize("NFKC");
}

/**
 * What a search asks for: every word, in any order, each somewhere in the name or the address. 佐藤 example finds Sato of
 * example.jp; a name typed with a space is found however it was written.
 */
export function searchWords(query: string): readonly string[] {
  return [...new Set(query.split(/\s+/u).map(foldForSearch))].filter((word) => word !== "");
}

/** The text that a search for an operator looks through: name and address, folded. */
export function operatorSearchText(name: string, email: string): string {
  return `${foldForSearch(name)}${BOUNDARY}${foldForSearch(email)}`;
}
