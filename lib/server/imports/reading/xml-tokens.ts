import "server-only";

/** What happens on the way through an XML document. Names come without their prefix. */
export type XmlHandler = {
  open(name: string, attributes: XmlAttributes): void;
  /** A piece of text; pieces of one text follow each other. */
  text(text: string): void;
  close(name: string): void;
};

export type XmlAttributes = { get(name: string): string | undefined };

/** A document that is not well-formed, or that declares anything. */
export class XmlError extends Error {
  override readonly name = "XmlError";
}

const BLANK = /^[ \t\r\n]*$/;
const EXCLAMATION = 33;
const QUOTE = 34;
const APOSTROPHE = 39;
const SLASH = 47;
const COLON = 58;
const QUESTION = 63;

/**
 * Reads XML (1.0, fifth edition) piece by piece: elements, attributes, text, CDATA, comments, processing instructions. A
 * document type is refused, so a document can neither fetch nor expand anything; the only entities are the five of the
 * standard and characters by number. Attributes are looked at when they are asked for: a sheet has millions.
 */
export class XmlTokens {
  readonly #handler: XmlHandler;
  #text = "";
  #at = 0;
  #open: string[] = [];
  #rootSeen = false;

  constructor(handler: XmlHandler) {
    this.#handler = handler;
  }

  /** How many characters wait for their end. */
  get waiting(): number {
    return this.#text.length - this.#at;
  }

  /** Whether exactly these elements are open (names without prefixes), and nothing but blank space waits. */
  isBetween(names: readonly string[]): boolean {
    const open = this.#open;
    if (open.length !== names.length || !names.every((name, depth) => localName(open[depth] ?? "") === name))
      return false;
    return this.waiting === 0 || BLANK.test(this.#text.slice(this.#at));
  }

  /** Tells of everything that a piece completes. Throws XmlError. */
  push(piece: string): void {
    this.#text = this.#text.slice(this.#at) + piece;
    this.#at = 0;
    while (this.#readOne());
  }

  /** Throws XmlError when the document has not ended. */
  end(): void {
    if (this.#text.slice(this.#at).trim() !== "") throw new XmlError("it ends in the middle");
    if (!this.#rootSeen || this.#open.length > 0) throw new XmlError("an element is not closed");
  }

  /** Reads the text up to the next mark-up, and that; false when its end has not arrived. */
  #readOne(): boolean {
    const text = this.#text;
    const start = text.indexOf("<", this.#at);
    if (start === -1) return false;
    const kind = text.charCodeAt(start + 1);
    const end =
      kind === SLASH
        ? this.#readClose(start)
        : kind === EXCLAMATION
          ? this.#readDeclared(start)
          : kind === QUESTION
            ? this.#skip("<?", "?>", start)
            : this.#readOpen(start);
    if (end === -1) return false;
    this.#at = end;
    return true;
  }

  #tellText(end: number): void {
    if (end === this.#at) return;
    const text = this.#text.slice(this.#at, end);
    if (this.#open.length > 0) this.#handler.text(decode(text));
    else if (text.trim() !== "" && text.trim() !== "\ufeff") throw new XmlError("text outside of the document");
  }

  #readClose(start: number): number {
    const end = this.#text.indexOf(">", start);
    if (end === -1) return -1;
    this.#tellText(start);
    const name = this.#text.slice(start + 2, end).trimEnd();
    if (this.#open.pop() !== name) throw new XmlError(`${name} closes what is not open`);
    this.#handler.close(localName(name));
    return end + 1;
  }

  #readOpen(start: number): number {
    const text = this.#text;
    const end = tagEnd(text, start + 1);
    if (end === -1) return -1;
    this.#tellText(start);
    if (this.#open.length === 0 && this.#rootSeen) throw new XmlError("a second document");
    this.#rootSeen = true;
    const isEmpty = text.charCodeAt(end - 1) === SLASH;
    const nameEnd = endOfName(text, start + 1, isEmpty ? end - 1 : end);
    const name = text.slice(start + 1, nameEnd);
    if (name === "") throw new XmlError("an element without a name");
    const local = localName(name);
    this.#handler.open(local, new TagAttributes(text.slice(nameEnd, isEmpty ? end - 1 : end)));
    if (isEmpty) this.#handler.close(local);
    else this.#open.push(name);
    return end + 1;
  }

  #readDeclared(start: number): number {
    const text = this.#text;
    if (text.startsWith("<!--", start)) return this.#skip("<!--", "-->", start);
    if (text.startsWith("<![CDATA[", start)) {
      const end = text.indexOf("]]>", start);
      if (end === -1) return -1;
      this.#tellText(start);
      if (this.#open.length === 0) throw new XmlError("text outside of the document");
      this.#handler.text(unifyLineEnds(text.slice(start + 9, end)));
      return end + 3;
    }
    if ("<!--".startsWith(text.slice(start)) || "<![CDATA[".startsWith(text.slice(start))) return -1;
    throw new XmlError("a document type or another declaration");
  }

  #skip(open: string, close: string, start: number): number {
    const end = this.#text.indexOf(close, start + open.length);
    if (end === -1) return -1;
    this.#tellText(start);
    return end + close.length;
  }
}

/** The attributes of one tag, read anew on every question. */
class TagAttributes implements XmlAttributes {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  get(wanted: string): string | undefined {
    const text = this.#text;
    for (let at = 0; ; ) {
      const equals = text.indexOf("=", at);
      if (equals === -1) {
        if (text.slice(at).trim() !== "") throw new XmlError("an attribute without a value");
        return undefined;
      }
      const open = skipBlanks(text, equals + 1);
      const quote = text.charCodeAt(open);
      if (quote !== QUOTE && quote !== APOSTROPHE) throw new XmlError("an attribute without quotes");
      const close = text.indexOf(quote === QUOTE ? '"' : "'", open + 1);
      if (close === -1) throw new XmlError("an attribute that does not end");
      if (isNamed(text, at, equals, wanted)) {
        const value = decode(text.slice(open + 1, close));
        return value.replace(BREAKS, " ");
      }
      at = close + 1;
    }
  }
}

// XML 1.0, 3.3.3: a break in an attribute reads as a space.
const BREAKS = /[\t\n]/g;

/** Whether the attribute before an equals sign has this name, with a prefix or without. */
function isNamed(text: string, from: number, equals: number, wanted: string): boolean {
  let end = equals;
  while (end > from && text.charCodeAt(end - 1) <= 32) end--;
  const start = end - wanted.length;
  if (start < from || !text.startsWith(wanted, start)) return false;
  const before = text.charCodeAt(start - 1);
  return start === from || before <= 32 || before === COLON;
}

/** Index of the `>` that ends a tag; one within quotes is part of a value. -1 when it has not arrived. */
function tagEnd(text: string, from: number): number {
  let end = text.indexOf(">", from);
  for (let at = from; end !== -1; ) {
    const quote = firstQuote(text, at, end);
    if (quote === -1) return end;
    const close = text.indexOf(text[quote] ?? "", quote + 1);
    if (close === -1) return -1;
    at = close + 1;
    if (close > end) end = text.indexOf(">", at);
  }
  return -1;
}

function firstQuote(text: string, from: number, end: number): number {
  for (let at = from; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE || code === APOSTROPHE) return at;
  }
  return -1;
}

function endOfName(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && text.charCodeAt(at) > 32) at++;
  return at;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) <= 32) at++;
  return at;
}

function localName(name: string): string {
  const colon = name.indexOf(":");
  return colon === -1 ? name : name.slice(colon + 1);
}

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

function decode(text: string): string {
  const unified = unifyLineEnds(text);
  if (!unified.includes("&")) return unified;
  return unified.replace(/&([^;&]{0,12})(;?)/g, (_, name: string, end: string) => {
    const char = end === "" ? undefined : name.startsWith("#") ? characterOf(name) : ENTITIES[name];
    if (char === undefined) throw new XmlError(`&${name} is no entity of the standard`);
    return char;
  });
}

/** The character of `#65` or `#x41`, if XML may hold it (2.2). */
function characterOf(reference: string): string | undefined {
  const [, hex, decimal] = /^#(?:x([0-9a-fA-F]+)|([0-9]+))$/.exec(reference) ?? [];
  const code = hex === undefined ? Number.parseInt(decimal ?? "", 10) : Number.parseInt(hex, 16);
  const isCharacter =
    code === 9 ||
    code === 10 ||
    code === 13 ||
    (code >= 0x20 && code < 0xd800) ||
    (code >= 0xe000 && code < 0xfffe) ||
    (code >= 0x10000 && code <= 0x10ffff);
  return isCharacter ? String.fromCodePoint(code) : undefined;
}

// XML 1.0, 2.11. A piece may end between CR and LF, but a text is only told up to the next mark-up.
function unifyLineEnds(text: string): string {
  return text.includes("\r") ? text.replaceAll("\r\n", "\n").replaceAll("\r", "\n") : text;
}
