import "server-only";
import { type DefaultTreeAdapterTypes, defaultTreeAdapter } from "parse5";

type Node = DefaultTreeAdapterTypes.Node;

/** Elements whose text is not for people to read. A template's content is no child of it, so it is never met. */
const UNREAD = new Set([
  "script",
  "style",
  "noscript",
  "noembed",
  "noframes",
  "iframe",
  "object",
  "svg",
  "math",
  "title",
  "select",
]);
const LINE_BREAKING = new Set(
  "address article aside blockquote br dd div dl dt footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tr ul".split(
    " ",
  ),
);

/**
 * The text of a node as a person sees it, one line a block, spaces folded. `own` leaves out tables inside the node: they
 * are lists of their own, or the layout around one.
 */
export function textOf(root: Node, scope: "own" | "whole"): string {
  const text = new FoldedText();
  // Walks with a stack of its own, because nesting has no bound; a string on the stack is text to add after a node.
  const open: (Node | "\n")[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node === "\n") {
      text.breakLine();
    } else if (defaultTreeAdapter.isTextNode(node)) {
      text.add(node.value.replace(/[ \t\n\f\r]+/gu, " "));
    } else if ("childNodes" in node && isRead(node, root, scope)) {
      if (breaksLine(node)) {
        text.breakLine();
        open.push("\n");
      }
      for (let i = node.childNodes.length; i-- > 0; ) {
        const child = node.childNodes[i];
        if (child !== undefined) open.push(child);
      }
    }
  }
  return text.toString();
}

function isRead(node: Node, root: Node, scope: "own" | "whole"): boolean {
  if (!defaultTreeAdapter.isElementNode(node)) return true;
  if (UNREAD.has(node.tagName)) return false;
  return scope === "whole" || node === root || node.tagName !== "table";
}

function breaksLine(node: Node): boolean {
  return defaultTreeAdapter.isElementNode(node) && LINE_BREAKING.has(node.tagName);
}

/** Text in the making. Gaps are folded as they come: looking back over the whole text would take quadratic time. */
class FoldedText {
  readonly #parts: string[] = [];
  #gap: "" | " " | "\n" = "";

  /** Adds text whose own gaps are single spaces. */
  add(words: string): void {
    const core = words.slice(words.startsWith(" ") ? 1 : 0, words.endsWith(" ") ? -1 : undefined);
    if (this.#gap === "" && words.startsWith(" ")) this.#gap = " ";
    if (core === "") return;
    if (this.#gap !== "" && this.#parts.length > 0) this.#parts.push(this.#gap);
    this.#parts.push(core);
    this.#gap = words.endsWith(" ") ? " " : "";
  }

  breakLine(): void {
    this.#gap = "\n";
  }

  toString(): string {
    return this.#parts.join("").trim();
  }
}
