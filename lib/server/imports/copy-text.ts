import "server-only";

/** A value of PostgreSQL's COPY text format. */
export type CopyValue = string | number | null | readonly string[];

// PostgreSQL keeps no NUL in text, and a NUL means nothing in a name: it is left out.
const SPECIAL = /[\\\t\n\r\0]/;
const EVERY_SPECIAL = new RegExp(SPECIAL, "g");
const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\0": "" };

/** One row of COPY's text format (PostgreSQL manual, COPY, "Text Format"): tabs between, a line feed at the end. */
export function copyLine(values: readonly CopyValue[]): string {
  return `${values.map(copyValue).join("\t")}\n`;
}

function copyValue(value: CopyValue): string {
  if (value === null) return "\\N";
  if (typeof value === "number") return String(value);
  return escapeCopy(typeof value === "string" ? value : arrayLiteral(value));
}

function escapeCopy(text: string): string {
  return SPECIAL.test(text) ? text.replace(EVERY_SPECIAL, (character) => ESCAPES[character] ?? character) : text;
}

function arrayLiteral(items: readonly string[]): string {
  return `{${items.map((item) => `"${item.replace(/["\\]/g, "\\$&")}"`).join(",")}}`;
}
