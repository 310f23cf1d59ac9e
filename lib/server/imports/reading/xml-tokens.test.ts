import fc from "fast-check";
import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import { XmlError, XmlTokens } from "./xml-tokens";

type Event = readonly [kind: string, ...rest: (string | undefined)[]];

/** Adjacent texts as one, because where they are cut is nobody's business. */
function gather() {
  const events: Event[] = [];
  const text = (more: string) => {
    const last = events.at(-1);
    if (last?.[0] === "text") events[events.length - 1] = ["text", `${last[1]}${more}`];
    else if (more !== "") events.push(["text", more]);
  };
  return { events, text };
}

function read(document: string, size = document.length): Event[] | null {
  const { events, text } = gather();
  const tokens = new XmlTokens({
    open: (name, attributes) => events.push(["open", name, attributes.get("a"), attributes.get("r")]),
    text,
    close: (name) => events.push(["close", name]),
  });
  try {
    for (let at = 0; at < document.length; at += size) tokens.push(document.slice(at, at + size));
    tokens.end();
    return events;
  } catch (error) {
    if (error instanceof XmlError) return null;
    throw error;
  }
}

function readWithLibrary(document: string): Event[] | null {
  const { events, text } = gather();
  const parser = new SaxesParser({ position: false });
  const local = (name: string) => name.slice(name.indexOf(":") + 1);
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const get = (wanted: string) => Object.entries(attributes).find(([key]) => local(key) === wanted)?.[1];
    events.push(["open", local(name), get("a"), get("r")]);
  });
  // Blank space around the root is told by the library, and nobody's concern.
  let depth = 0;
  const inside = (more: string) => (depth > 0 ? text(more) : undefined);
  parser.on("text", inside);
  parser.on("cdata", inside);
  parser.on("opentagstart", () => depth++);
  parser.on("closetag", ({ name }) => {
    depth--;
    events.push(["close", local(name)]);
  });
  try {
    parser.write(document).close();
    return events;
  } catch {
    return null;
  }
}

const text = fc.constantFrom(
  "1",
  " 佐藤 ",
  "&lt;",
  "&#x4f50;",
  "&#13;",
  "\r\n",
  "\r",
  ">",
  "<![CDATA[<&>]]>",
  "<!-- <c> -->",
  "<?x y?>",
);
const attribute = fc.constantFrom(
  "",
  ' a="1"',
  " a='>'",
  ' r = "&quot;&#65;"',
  ' x:r="A1" y="\n"',
  ' xml:space="preserve"',
  "\n",
);
const element = fc.letrec<{ node: string }>((tie) => ({
  node: fc
    .tuple(
      fc.constantFrom("c", "v", "x:row"),
      attribute,
      fc.array(fc.oneof({ maxDepth: 3 }, text, tie("node")), { maxLength: 3 }),
      fc.boolean(),
    )
    .map(([name, attributes, inside, short]) =>
      short && inside.length === 0 ? `<${name}${attributes}/>` : `<${name}${attributes}>${inside.join("")}</${name} >`,
    ),
})).node;
const prolog = fc.constantFrom("", '<?xml version="1.0"?>', '<?xml version="1.0"?>\r\n<!-- - -->');

describe("XmlTokens", () => {
  it("tells of every well-formed document what the library tells, cut anywhere", () => {
    fc.assert(
      fc.property(prolog, element, fc.integer({ min: 1, max: 9 }), (before, root, size) => {
        const expected = readWithLibrary(before + root);
        expect(expected).not.toBeNull();
        expect(read(before + root, size)).toEqual(expected);
      }),
      { numRuns: 3_000 },
    );
  });

  it("refuses no document that the library accepts, and tells the same of all that both accept", () => {
    const scrap = fc.constantFrom(
      ..."<a>|</a>|<a/>|<b a='1'>|</b>|x|&|&amp;|&#0;|<|>|'|<!--|-->|<![CDATA[|]]>|<?|?>|/|=| |\"|a:b".split("|"),
    );
    fc.assert(
      fc.property(fc.array(scrap, { maxLength: 8 }), (scraps) => {
        const document = `<a>${scraps.join("")}</a>`;
        const expected = readWithLibrary(document);
        if (expected !== null) expect(read(document, 3)).toEqual(expected);
      }),
      { numRuns: 5_000 },
    );
  });

  it.each([
    ["nothing", ""],
    ["an element without end", "<a><b></b>"],
    ["crossed elements", "<a><b></a></b>"],
    ["a second root", "<a/><b/>"],
    ["text before the root", "x<a/>"],
    ["an entity of its own", "<a>&b;</a>"],
    ["a character XML cannot hold", "<a>&#0;</a>"],
    ["a document type", '<!DOCTYPE a [<!ENTITY b "c">]><a/>'],
    ["a document type within", "<a><!DOCTYPE b></a>"],
    ["an attribute without quotes", "<a a=1></a>"],
  ])("refuses %s", (_, document) => expect(read(document)).toBeNull());
});
