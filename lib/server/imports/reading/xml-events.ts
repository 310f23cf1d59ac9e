import "server-only";
import { SaxesParser, type SaxesTag } from "saxes";
import { ListError } from "./list-error";
import { badArchive } from "./xlsx-archive";

/** What happens on the way through an XML document. Names come without their prefix. */
export type XmlHandler = {
  open(name: string, attributes: ReadonlyMap<string, string>): void;
  text(text: string): void;
  close(name: string): void;
};

/** No tag or text of a workbook comes near this many bytes; a bomb of one endless text would otherwise fill the memory. */
const MAX_SILENCE = 4 * 1024 * 1024;

/**
 * Feeds an XML document to a handler, one turn a piece of it. saxes resolves no external or declared entity, so a
 * document can neither fetch nor expand anything. Throws `bad_archive` when it is not well-formed.
 */
export async function* readXml(bytes: AsyncIterable<Uint8Array>, handler: XmlHandler): AsyncGenerator<void> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let silence = 0;
  const parser = new SaxesParser({ position: false });
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", (tag) => {
    silence = 0;
    handler.open(localName(tag.name), attributesOf(tag));
  });
  parser.on("closetag", (tag) => {
    silence = 0;
    handler.close(localName(tag.name));
  });
  parser.on("text", (text) => handler.text(text));
  parser.on("cdata", (text) => handler.text(text));
  try {
    for await (const chunk of bytes) {
      silence += chunk.length;
      parser.write(decoder.decode(chunk, { stream: true }));
      if (silence > MAX_SILENCE) throw badArchive("endless text");
      yield;
    }
    parser.write(decoder.decode()).close();
  } catch (cause) {
    throw cause instanceof ListError ? cause : badArchive("not well-formed", cause);
  }
}

/** Reads a small XML document through. */
export async function readWholeXml(bytes: AsyncIterable<Uint8Array>, handler: XmlHandler): Promise<void> {
  const pieces = readXml(bytes, handler);
  while (!(await pieces.next()).done);
}

function attributesOf({ attributes: given }: Pick<SaxesTag, "attributes">): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const [name, value] of Object.entries(given)) {
    attributes.set(localName(name), typeof value === "string" ? value : value.value);
  }
  return attributes;
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
