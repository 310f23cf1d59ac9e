import "server-only";
import type { ListCaps } from "./list-caps";
import { passBlanks, passEmptyTag, passTag, standsAt } from "./plain-tag";
import { PlainText } from "./plain-text";
import type { StringItem } from "./xlsx-strings";
import type { XmlShortcut } from "./xml-shortcut";

const ITEM = Buffer.from("<si>");
const ITEM_END = Buffer.from("</si>");
const TEXT = Buffer.from("<t");
const TEXT_END = Buffer.from("</t>");
const GUIDE = Buffer.from("<rPh");
const GUIDE_END = Buffer.from("</rPh>");
const GUIDE_STYLE = Buffer.from("<phoneticPr");

/** The shared strings that are one text, with or without the phonetic guides that Japanese input leaves behind. */
export class PlainStrings implements XmlShortcut {
  readonly within = ["sst"];
  readonly opening = ITEM;
  cutOff = false;
  readonly #strings: string[];
  readonly #item: StringItem;
  readonly #text: PlainText;

  /** @param item where the handler gathers the texts of an item */
  constructor(strings: string[], item: StringItem, caps: ListCaps) {
    this.#strings = strings;
    this.#item = item;
    this.#text = new PlainText(caps);
  }

  isFree(): boolean {
    return this.#item.isEmpty;
  }

  read(bytes: Buffer, at: number): number {
    let behind = at;
    for (;;) {
      const start = passBlanks(bytes, behind);
      const end = standsAt(bytes, start, ITEM) ? this.#readItem(bytes, start + ITEM.length) : 0;
      if (end === 0) {
        this.cutOff = bytes.indexOf(ITEM_END, start) === -1;
        return behind;
      }
      behind = end;
    }
  }

  /** Reads an item from behind its tag on; 0 when it is not plain or not whole. */
  #readItem(bytes: Buffer, at: number): number {
    const start = passNamed(bytes, at, TEXT);
    const end = start === 0 ? 0 : this.#text.end(bytes, start);
    if (end === 0 || !standsAt(bytes, end, TEXT_END)) return 0;
    const text = this.#text.between(bytes, start, end);
    const behind = this.#passGuides(bytes, end + TEXT_END.length);
    if (behind === 0 || !standsAt(bytes, behind, ITEM_END)) return 0;
    this.#strings.push(text);
    return behind + ITEM_END.length;
  }

  #passGuides(bytes: Buffer, at: number): number {
    let place = at;
    while (standsAt(bytes, place, GUIDE)) {
      const inside = passNamed(bytes, place, GUIDE);
      const start = inside === 0 ? 0 : passNamed(bytes, inside, TEXT);
      const end = start === 0 ? 0 : this.#text.end(bytes, start);
      if (end === 0 || !standsAt(bytes, end, TEXT_END) || !standsAt(bytes, end + TEXT_END.length, GUIDE_END)) return 0;
      place = end + TEXT_END.length + GUIDE_END.length;
    }
    return standsAt(bytes, place, GUIDE_STYLE) ? passEmptyTag(bytes, place + GUIDE_STYLE.length) : place;
  }
}

/** Behind a tag of this name; 0 when it does not stand there or is not plain. */
function passNamed(bytes: Buffer, at: number, name: Buffer): number {
  return standsAt(bytes, at, name) ? passTag(bytes, at + name.length) : 0;
}
