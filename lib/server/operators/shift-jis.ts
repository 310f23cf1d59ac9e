import "server-only";
import iconv from "iconv-lite";
import { characterReference } from "@/lib/domain/character-references";

// What Windows files under another code point than Unicode's own tables do, though it prints the same (wave dash, minus, …).
const TWINS: Readonly<Record<string, string>> = {
  "\u301c": "\uff5e",
  "\u2212": "\uff0d",
  "\u2016": "\u2225",
  "\u2014": "\u2015",
  "\u00a2": "\uffe0",
  "\u00a3": "\uffe1",
  "\u00ac": "\uffe2",
  "\u00a5": "\uffe5",
};
const TWIN = new RegExp(`[${Object.keys(TWINS).join("")}]`, "gu");
// か followed by a combining mark is how macOS writes が.
const DECOMPOSED = /\P{M}\p{M}+/gu;

function unify(text: string): string {
  return text.replace(DECOMPOSED, (run) => run.normalize("NFC")).replace(TWIN, (char) => TWINS[char] ?? char);
}

function has(text: string): boolean {
  return iconv.decode(iconv.encode(text, "cp932"), "cp932") === text;
}

/** The characters of a text that code page 932 does not have, each once. Empty for nearly every text. */
export function unmappableCharacters(text: string): string[] {
  const unified = unify(text);
  if (has(unified)) return [];
  return [...new Set(unified)].filter((char) => !has(char));
}

/** Text as bytes of code page 932; a character it does not have is written `&#x20BB7;`, so that none is lost. */
export function encodeShiftJis(text: string): Buffer {
  const unified = unify(text);
  const bytes = iconv.encode(unified, "cp932");
  if (iconv.decode(bytes, "cp932") === unified) return bytes;
  const escaped = Array.from(unified, (char) => (has(char) ? char : characterReference(char))).join("");
  return iconv.encode(escaped, "cp932");
}
