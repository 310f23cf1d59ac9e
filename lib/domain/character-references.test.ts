import { expect, it } from "vitest";
import { characterReference, readCharacterReferences } from "./character-references";

it.each(["𠮷", "é", "🍣", "\u200d", "\u{10ffff}"])("gives back %j, which a file could not hold", (char) => {
  expect(readCharacterReferences(`a${characterReference(char)}b${characterReference(char)}`)).toBe(`a${char}b${char}`);
});

it.each([
  // What any file holds as itself, delimiters among it, and what is no character.
  ...["&#x2C;", "&#xA;", "&#x41;", "&#x85;", "&#xD842;", "&#x110000;"],
  // Written by somebody else.
  ...["&#x20bb7;", "&#134071;", "&amp;", "&#x20BB7", "A&B #x20BB7;"],
])("leaves %s as it is written", (text) => {
  expect(readCharacterReferences(text)).toBe(text);
});
