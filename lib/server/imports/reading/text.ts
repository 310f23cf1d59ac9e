import "server-only";
import { looksLikeAddress, type RawRow } from "@/lib/domain/import/columns";
import { roleOfHeader } from "@/lib/domain/import/header-words";
import type { ListCaps } from "./list-caps";
import { ListError } from "./list-error";

/**
 * Reads plain lines from the clipboard into rows of two cells, name and address: `Name <address>`, `name address`, one
 * address a line, `mailto:`; several on one line, separated by `,`, `;` or `、` (a To: field) or by spaces, count as a row
 * each. A line without an address stays a row, so that it is listed as refused instead of lost.
 */
export async function* readLines(text: AsyncIterable<string>, caps: ListCaps): AsyncGenerator<readonly RawRow[]> {
  let rest = "";
  let row = 0;
  const toRows = (lines: readonly string[]) =>
    lines.flatMap((line) => readEntries(line).map((cells): RawRow => ({ row: ++row, cells })));
  for await (const chunk of text) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > caps.rowLength) throw new ListError("cell_too_long", { row: row + 1, limit: caps.cellLength });
    if (lines.length > 0) yield toRows(lines);
  }
  if (rest !== "") yield toRows([rest]);
}

/** The entries of one line; a blank line is one blank row. */
export function readEntries(line: string): readonly (readonly [name: string, email: string])[] {
  const text = line.trim();
  if (!looksLikeAddress(text)) return [readWordsOnly(text)];
  // Nearly every line: nobody has to be told from anybody else.
  if (hasOneAt(text)) return [readEntry(text)];
  const parts = text.split(/[,;，；、]/u).map((part) => part.trim());
  const withAddress = parts.filter(looksLikeAddress);
  // A comma inside a name (`Sato, Hanako <h@example.jp>`) belongs to the entry that follows.
  if (withAddress.length < 2) return peopleIn(text).map(readEntry);
  const entries: (readonly [string, string])[] = [];
  let before = "";
  for (const part of parts) {
    const entry = before === "" ? part : `${before}, ${part}`;
    before = looksLikeAddress(part) ? "" : entry;
    if (before === "" && entry !== "") entries.push(...peopleIn(entry).map(readEntry));
  }
  if (before !== "") entries.push([before, ""]);
  return entries;
}

/** Whether at most one address can stand in a text that looks like one. */
function hasOneAt(text: string): boolean {
  const at = text.search(/[@＠]/u);
  return !looksLikeAddress(text.slice(at + 1));
}

/**
 * The people of a text whose addresses nothing but spaces or brackets separate; of two addresses none becomes the other's
 * name. Names stand before their addresses, unless the text begins with an address and none is in brackets.
 */
function peopleIn(text: string): readonly string[] {
  const words = text
    .replace(/\s+/gu, " ")
    .replace(/([<＜]) /gu, "$1")
    .replace(/ ?([>＞])/gu, "$1 ")
    .trim()
    .split(/ +/u);
  const last = words.findLastIndex(looksLikeAddress);
  if (words.findIndex(looksLikeAddress) === last) return [text];
  const nameFirst = !looksLikeAddress(words[0] ?? "") || words.some((word) => /[<＜]/u.test(word));
  const people: string[][] = [];
  let isOver = true;
  for (const [index, word] of words.entries()) {
    const begins = nameFirst ? isOver && index <= last : looksLikeAddress(word);
    if (begins || people.length === 0) people.push([]);
    people.at(-1)?.push(word);
    // An address in front of one in brackets is what a mail program knows as its name.
    isOver = looksLikeAddress(word) && (/[<＜]/u.test(word) || !/^[<＜]/u.test(words[index + 1] ?? ""));
  }
  return people.map((person) => person.join(" "));
}

// A header line (「名前 メールアドレス」 or one word) must reach the columns as cells; anything else is a name alone.
function readWordsOnly(text: string): readonly [string, string] {
  const words = text.split(/\s+/u);
  const roles = words.map(roleOfHeader);
  const email = roles.indexOf("email");
  if (email === -1 || roles.includes(null)) return [text, ""];
  return [words.filter((_, index) => index !== email).join(" "), words[email] ?? ""];
}

function readEntry(text: string): readonly [string, string] {
  const bracketed = /^(.*?)[<＜]([^<>＜＞]*)[>＞][^<＜]*$/u.exec(text);
  if (bracketed !== null && looksLikeAddress(bracketed[2] ?? ""))
    return [bareName(bracketed[1]), bareAddress(bracketed[2])];
  const words = text.split(/\s+/u);
  const at = words.findIndex(looksLikeAddress);
  const name = words.filter((_, index) => index !== at).join(" ");
  return [bareName(name), bareAddress(words[at])];
}

/** Longer pieces are no name or address; they are left as they are, because the patterns below look ahead. */
const MAX_PIECE = 1_000;

function bareName(text = ""): string {
  const name = text.trim();
  return name.length > MAX_PIECE ? name : name.replace(/^["'「『]+|["'」』:：]+$/gu, "").trim();
}

function bareAddress(text = ""): string {
  const address = text.trim();
  if (address.length > MAX_PIECE) return address;
  return address.replace(/^mailto:/iu, "").replace(/^["'(（「]+|["')）」,;，；、。]+$/gu, "");
}
