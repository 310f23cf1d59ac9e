import "server-only";
import { ListError } from "./list-error";
import type { ListSource } from "./list-source";

/** Enough of a file for every signature below and a first look at text. */
export const SNIFF_BYTES = 4096;

// Signatures of files that people pick by mistake; named, so that the message can say what it was.
const FOREIGN_SIGNATURES: readonly (readonly [detected: string, bytes: readonly number[]])[] = [
  // Compound File Binary: Excel 97-2003 (.xls), and every password-protected .xlsx ([MS-OFFCRYPTO]).
  ["xls-or-encrypted", [0xd0, 0xcf, 0x11, 0xe0]],
  ["pdf", [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ["image", [0x89, 0x50, 0x4e, 0x47]],
  ["image", [0xff, 0xd8, 0xff]],
  ["image", [0x47, 0x49, 0x46, 0x38]],
  ["gzip", [0x1f, 0x8b]],
];

/** Whether the bytes are a ZIP archive, as XLSX is. Throws `unsupported_file` for known files that hold no list. */
export function isArchive(head: Uint8Array): boolean {
  const startsWith = (bytes: readonly number[]) => bytes.every((byte, index) => head[index] === byte);
  for (const [detected, bytes] of FOREIGN_SIGNATURES) {
    if (startsWith(bytes)) throw new ListError("unsupported_file", { detected });
  }
  return startsWith([0x50, 0x4b, 0x03, 0x04]) || startsWith([0x50, 0x4b, 0x05, 0x06]);
}

const LIST_TAGS = /<(?:table|tbody|thead|tr|td|th|html|head|body|meta|div|span|p|ul|ol|li|a|h[1-6]|!doctype)\b/iu;
/** What Windows puts before HTML on the clipboard ("CF_HTML"). */
const CLIPBOARD_HEADER = /^Version:\d\.\d\s+StartHTML:/u;

/** Whether text is HTML: by its content; a name or type only decides about text that starts with a tag-like `<`. */
export function isHtml(head: string, source: ListSource): boolean {
  const text = head.trimStart();
  if (CLIPBOARD_HEADER.test(text)) return true;
  if (/^<(?:!--|[a-z!])/iu.test(text) && LIST_TAGS.test(text)) return true;
  const claimsHtml = hasExtension(source, "html") || hasExtension(source, "htm") || isType(source, "text/html");
  return claimsHtml && LIST_TAGS.test(text);
}

/** Refuses text that is none: bytes of an unknown format decode to control characters. A stray one is no reason. */
export function refuseBinary(head: string): void {
  let controls = 0;
  // ESC, form feed and vertical tab (Excel's line break within a cell, in old exports) stand in real text.
  for (const char of head) if (char < " " && !"\t\n\v\f\r\u001b".includes(char)) controls++;
  if (controls * 100 > head.length) throw new ListError("unsupported_file", { detected: "binary" });
}

/** What the name or type of a list claims about plain text without a visible delimiter. */
export function claimsDelimited(source: ListSource): boolean {
  return hasExtension(source, "csv") || isType(source, "text/csv");
}

function hasExtension(source: ListSource, extension: string): boolean {
  return source.fileName?.toLowerCase().endsWith(`.${extension}`) ?? false;
}

function isType(source: ListSource, type: string): boolean {
  return source.contentType?.toLowerCase().split(";")[0]?.trim() === type;
}
