import "server-only";
import { openUtf8Decoder } from "./decode";
import { ListError } from "./list-error";
import { badArchive } from "./xlsx-archive";
import { type XmlHandler, XmlTokens } from "./xml-tokens";

/** No tag or text of a workbook comes near this many characters; a bomb of one endless text would otherwise fill the memory. */
const MAX_WAITING = 4 * 1024 * 1024;

/** Feeds an XML document to a handler, one turn a piece of it. Throws `bad_archive` when it is not well-formed. */
export async function* readXml(bytes: AsyncIterable<Uint8Array>, handler: XmlHandler): AsyncGenerator<void> {
  const decoder = openUtf8Decoder();
  const tokens = new XmlTokens(handler);
  try {
    for await (const chunk of bytes) {
      tokens.push(decoder.push(chunk));
      if (tokens.waiting > MAX_WAITING) throw badArchive("endless text");
      yield;
    }
    tokens.push(decoder.end());
    tokens.end();
  } catch (cause) {
    throw cause instanceof ListError ? cause : badArchive("not well-formed", cause);
  }
}

/** Reads a small XML document through. */
export async function readWholeXml(bytes: AsyncIterable<Uint8Array>, handler: XmlHandler): Promise<void> {
  const pieces = readXml(bytes, handler);
  while (!(await pieces.next()).done);
}
