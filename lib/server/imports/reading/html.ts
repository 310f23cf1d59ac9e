import "server-only";
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, Parser } from "parse5";
import { looksLikeAddress, type RawRow } from "@/lib/domain/import/columns";
import { roleOfHeader } from "@/lib/domain/import/header-words";
import { breathe } from "./breathe";
import { readTable } from "./html-table";
import { textOf } from "./html-text";
import type { ListCaps } from "./list-caps";
import { tooLarge } from "./list-source";
import { readEntries } from "./text";

type Element = DefaultTreeAdapterTypes.Element;

/**
 * The rows of the list on a copied page: of all its tables the one that holds the most addresses, else the one with an
 * address header, else the page's lines of text. The page is only ever a tree of text here (S34): nothing in it runs,
 * nothing it names is fetched.
 */
export async function readHtml(text: AsyncIterable<string>, caps: ListCaps): Promise<readonly RawRow[]> {
  const document = await parsePage(text, caps);
  let best: readonly RawRow[] | null = null;
  let bestScore = 0;
  for (const table of findTables(document)) {
    const rows = readTable(table, caps);
    const score = scoreTable(rows);
    if (score > bestScore) {
      best = rows;
      bestScore = score;
    }
  }
  return best ?? readPageLines(document);
}

// Small enough that the depth is looked at before a slice of nothing but opening tags gets expensive.
const SLICE = 16 * 1024;

/** A tag is only counted when it ends; this is far above any, images written out in an attribute included. */
const MAX_TAG = 4 * 1024 * 1024;

/** Builds the tree, but no more of it than the cap, and without the attributes that nobody reads. */
function countingAdapter(caps: ListCaps): typeof defaultTreeAdapter {
  let nodes = 0;
  const add = (count: number) => {
    nodes += count;
    if (nodes > caps.htmlNodes) throw tooLarge(caps.htmlNodes, "nodes");
  };
  return {
    ...defaultTreeAdapter,
    createElement: (tagName, namespace, attributes) => {
      add(1 + attributes.length);
      const spans = attributes.filter(({ name }) => name === "colspan" || name === "rowspan");
      return defaultTreeAdapter.createElement(tagName, namespace, spans);
    },
    createCommentNode: () => {
      add(1);
      return defaultTreeAdapter.createCommentNode("");
    },
  };
}

async function parsePage(text: AsyncIterable<string>, caps: ListCaps): Promise<DefaultTreeAdapterTypes.Document> {
  const parser = new Parser({ treeAdapter: countingAdapter(caps) });
  let openTagLength = 0;
  let isFirst = true;
  for await (const chunk of text) {
    // Rows copied without their table mean nothing to an HTML parser, which would drop the tags and join the cells.
    if (isFirst && /<tr\b/iu.test(chunk) && !/<table\b/iu.test(chunk)) parser.tokenizer.write("<table>", false);
    isFirst = false;
    for (let start = 0; start < chunk.length; start += SLICE) {
      const slice = chunk.slice(start, start + SLICE);
      parser.tokenizer.write(slice, false);
      openTagLength = slice.includes(">") ? 0 : openTagLength + slice.length;
      if (openTagLength > MAX_TAG) throw tooLarge(MAX_TAG);
      // Every tag looks through all open elements, so depth without end is time without end.
      if (parser.openElements.stackTop > caps.htmlDepth) throw tooLarge(caps.htmlDepth, "depth");
      await breathe();
    }
  }
  parser.tokenizer.write("", true);
  return parser.document;
}

function findTables(root: DefaultTreeAdapterTypes.Node): Element[] {
  const tables: Element[] = [];
  // A stack of our own: a page nested a million deep would overflow the call stack.
  const open: DefaultTreeAdapterTypes.Node[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (defaultTreeAdapter.isElementNode(node) && node.tagName === "table") tables.push(node);
    if ("childNodes" in node) for (let i = node.childNodes.length; i-- > 0; ) open.push(node.childNodes[i] ?? node);
  }
  return tables;
}

// Rows with an address count, not addresses: a cell that spans a page (a layout table) is one row.
function scoreTable(rows: readonly RawRow[]): number {
  let withAddress = 0;
  let hasHeader = false;
  for (const { cells } of rows) {
    if (cells.some(looksLikeAddress)) withAddress++;
    hasHeader ||= cells.some((cell) => roleOfHeader(cell) === "email");
  }
  return withAddress + (hasHeader ? 0.5 : 0);
}

function readPageLines(document: DefaultTreeAdapterTypes.Document): readonly RawRow[] {
  const lines = textOf(document, "whole").split("\n");
  // Without a table nothing tells menus from entries but the address itself.
  const entries = lines.flatMap((line) => (looksLikeAddress(line) ? readEntries(line) : []));
  return entries.map((cells, index) => ({ row: index + 1, cells }));
}
