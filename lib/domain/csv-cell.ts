// Spreadsheets run what begins so as a formula (S35, OWASP "CSV Injection"); with a Japanese locale the full-width forms too,
// and the minus sign U+2212, which code page 932 has as the full-width one only. Apostrophes before it may be the text's own:
// such a text gets one more, so that taking one away always gives back what was written.
const FORMULA = /^'*[=+\-@\t\r＝＋－＠\u2212]/u;
const NEEDS_QUOTES = /[",\r\n\t]|^\s|\s$/u;

/** One cell of a CSV file (RFC 4180): quoted where it has to be, and neutralised where a spreadsheet would run it. */
export function csvCell(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(harmless) || harmless !== text ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** The text of a cell that `csvCell` may have neutralised, so that an exported list comes back as it was. */
export function withoutNeutralisation(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;
}

/** One line of a CSV file, ended with CRLF. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}
