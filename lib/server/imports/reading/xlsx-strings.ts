import "server-only";
import type { ListCaps } from "./list-caps";
import { tooLarge } from "./list-source";
import type { Archive } from "./xlsx-archive";
import { PlainStrings } from "./xlsx-plain-strings";
import { readWholeXml } from "./xml-shortcut";
import type { XmlHandler } from "./xml-tokens";

/** Gathers the text of a string item (ECMA-376 18.4.8): all runs (`t`), but no phonetic guides (`rPh`). */
export class StringItem {
  #text = "";
  #inText = false;
  #inPhonetic = false;
  readonly #maxLength: number;

  constructor(caps: ListCaps) {
    // One more than allowed, so that a longer text is noticed where it stands in the list.
    this.#maxLength = caps.cellLength + 1;
  }

  open(name: string): void {
    if (name === "t") this.#inText = true;
    else if (name === "rPh") this.#inPhonetic = true;
  }

  add(text: string): void {
    if (this.#inText && !this.#inPhonetic && this.#text.length < this.#maxLength) {
      this.#text += text.slice(0, this.#maxLength - this.#text.length);
    }
  }

  close(name: string): void {
    if (name === "t") this.#inText = false;
    else if (name === "rPh") this.#inPhonetic = false;
  }

  get isEmpty(): boolean {
    return this.#text === "";
  }

  /** The text so far; the next item starts empty. */
  take(): string {
    const text = decodeEscapes(this.#text);
    this.#text = "";
    return text;
  }
}

/** The shared strings of a workbook, by index. Throws `too_large` beyond the cap: they stay in memory (S30). */
export async function readSharedStrings(archive: Archive, path: string, caps: ListCaps): Promise<readonly string[]> {
  if (!archive.has(path)) return [];
  if (archive.size(path) > caps.sharedStringBytes) throw tooLarge(caps.sharedStringBytes);
  const strings: string[] = [];
  const item = new StringItem(caps);
  const handler: XmlHandler = {
    open: (name) => item.open(name),
    text: (text) => item.add(text),
    close: (name) => {
      item.close(name);
      if (name === "si") strings.push(item.take());
    },
  };
  await readWholeXml(archive.open(path), handler, new PlainStrings(strings, item, caps));
  return strings;
}

// ST_Xstring (ECMA-376 22.9.2.19) writes characters that XML cannot hold as _x000D_.
function decodeEscapes(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/gu, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
