import type { HandedInList } from "@/lib/client/imports";

/** As much of DataTransfer as is read. */
type Clipboard = { getData(format: string): string };

const TABLE = /<table[\s>]/iu;

/**
 * A table on the clipboard: a copied page or spreadsheet brings its columns as HTML. Null when there is none: then the
 * text says as much, and can be corrected before it is read.
 */
export function tableOnClipboard(clipboard: Clipboard): HandedInList | null {
  const html = clipboard.getData("text/html");
  return TABLE.test(html) ? { kind: "paste", text: html, contentType: "text/html" } : null;
}
