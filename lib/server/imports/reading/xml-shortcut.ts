import "server-only";
import { openUtf8Decoder } from "./decode";
import { ListError } from "./list-error";
import { RollingBytes } from "./rolling-bytes";
import { badArchive } from "./xlsx-archive";
import { type XmlHandler, XmlTokens } from "./xml-tokens";

/** No tag or text of a workbook comes near this many characters; a bomb of one endless text would otherwise fill the memory. */
const MAX_WAITING = 4 * 1024 * 1024;
/** Bytes of one element that a shortcut may wait for. */
const MAX_PLAIN = 256 * 1024;

/**
 * Reads the elements that a document has a hundred thousand of, where they are plain, from its bytes: no text is made of
 * mark-up, no tag is told. It has to leave behind what the handler would have made of the same bytes.
 */
export type XmlShortcut = {
  /** The elements around, outermost first: where it may be taken. */
  readonly within: readonly string[];
  /** The bytes such an element begins with, bracket included. */
  readonly opening: Buffer;
  /** Whether the handler holds nothing that the next element would be added to. */
  isFree(): boolean;
  /**
   * Reads elements from `at` on as long as they are plain and whole, and answers where the first begins that is not.
   * `cutOff` then says whether that one ends beyond the bytes at hand.
   */
  read(bytes: Buffer, at: number): number;
  readonly cutOff: boolean;
};

/** Feeds an XML document to a handler, one turn a piece of it. Throws `bad_archive` when it is not well-formed. */
export async function* readXml(
  pieces: AsyncIterable<Uint8Array>,
  handler: XmlHandler,
  shortcut?: XmlShortcut,
): AsyncGenerator<void> {
  const walk = shortcut === undefined ? new XmlWalk(handler) : new ShortenedWalk(handler, shortcut);
  try {
    for await (const piece of pieces) {
      walk.push(piece);
      yield;
    }
    walk.end();
  } catch (cause) {
    throw cause instanceof ListError ? cause : badArchive("not well-formed", cause);
  }
}

/** Reads an XML document through. */
export async function readWholeXml(
  bytes: AsyncIterable<Uint8Array>,
  handler: XmlHandler,
  shortcut?: XmlShortcut,
): Promise<void> {
  const pieces = readXml(bytes, handler, shortcut);
  while (!(await pieces.next()).done);
}

/** The way tag by tag. */
class XmlWalk {
  protected readonly tokens: XmlTokens;
  readonly #decoder = openUtf8Decoder();

  constructor(handler: XmlHandler) {
    this.tokens = new XmlTokens(handler);
  }

  push(bytes: Uint8Array): void {
    this.tokens.push(this.#decoder.push(bytes));
    if (this.tokens.waiting > MAX_WAITING) throw badArchive("endless text");
  }

  end(): void {
    this.tokens.push(this.#decoder.end());
    this.tokens.end();
  }
}

/** The same way, but that it leaves out what the shortcut has read. */
class ShortenedWalk extends XmlWalk {
  readonly #shortcut: XmlShortcut;
  readonly #rolling = new RollingBytes();
  /** Where in the rolling bytes the element begins that has not arrived whole. */
  #from = 0;

  constructor(handler: XmlHandler, shortcut: XmlShortcut) {
    super(handler);
    this.#shortcut = shortcut;
  }

  override push(piece: Uint8Array): void {
    const bytes = this.#rolling.roll(this.#from, piece);
    this.#from = this.#walk(bytes);
  }

  override end(): void {
    super.push(this.#rolling.bytes.subarray(this.#from));
    super.end();
  }

  /** Answers where the bytes begin that are kept until more have come. */
  #walk(bytes: Buffer): number {
    const shortcut = this.#shortcut;
    let at = 0;
    while (at < bytes.length) {
      if (this.tokens.isBetween(shortcut.within) && shortcut.isFree()) {
        at = shortcut.read(bytes, at);
        if (shortcut.cutOff && bytes.length - at <= MAX_PLAIN) return at;
      }
      const next = bytes.indexOf(shortcut.opening, at + 1);
      const end = next === -1 ? bytes.length : next;
      super.push(bytes.subarray(at, end));
      at = end;
      // Whatever this is, a text or a comment: taken in steps it would be gone through again for each of them.
      if (at < bytes.length && !this.tokens.isBetween(shortcut.within)) {
        super.push(bytes.subarray(at));
        return bytes.length;
      }
    }
    return bytes.length;
  }
}
