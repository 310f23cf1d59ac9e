// Spaces are dropped, not only collapsed: 佐藤太郎 is found as 佐藤 太郎, and the reverse.
const NOT_SEARCHED = /[\s\p{Cc}\p{Default_Ignorable_Code_Point}]+/gu;

/** Between name and address; folding never leaves one behind, so no search text matches across it. */
const BOUNDARY = "\n";

/** What UTAGE's addresses are made of: for these, lower case is the whole of folding. */
const PLAIN = /^[!-~]*$/;

const BEYOND_ASCII = /[^\0-\x7f]/gu;

/**
 * Folds what a person types into what is compared: NFKC (full-width and half-width become one), lower case, no spaces,
 * no control or invisible characters. Total and idempotent.
 */
export function foldForSearch(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  // Lower-casing can leave NFKC (İ becomes i and a dot above), hence the second pass.
  return text.normalize("NFKC").toLowerCase().normalize("NFKC").replace(NOT_SEARCHED, "").normalize("NFKC");
}

/**
 * What a search asks for: every word, in any order, each somewhere in the name or the address. 佐藤 example finds Sato of
 * example.jp; a name typed with a space is found however it was written. Spelled as `operatorSearchText` is.
 */
export function searchWords(query: string): readonly string[] {
  return [...new Set(query.split(/\s+/u).map(foldForSearch))].filter((word) => word !== "").map(spellOut);
}

/** The text that a search for an operator looks through: name and address, folded and spelled out. */
export function operatorSearchText(name: string, email: string): string {
  return `${spellOut(foldForSearch(name))}${BOUNDARY}${spellOut(foldForSearch(email))}`;
}

/**
 * Writes every character beyond ASCII three times. The database's index knows runs of three characters, and a Japanese
 * surname may have one (森). A word is part of a text exactly when it is so spelled out.
 */
function spellOut(folded: string): string {
  return folded.replace(BEYOND_ASCII, "$&$&$&");
}
