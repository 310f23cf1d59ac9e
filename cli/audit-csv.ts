import { csvLine } from "@/lib/domain/csv-cell";
import type { AuditReport } from "./audit-report";

const COLUMNS = ["finding", "emailKey", "row", "name", "email", "column", "code", "value"] as const;

/**
 * The findings as CSV for a spreadsheet: one line a member of a group (`same`, `possible`), a refused row (`rejected`),
 * and the login page. UTF-8 with BOM and CRLF, cells that a spreadsheet would take for a formula neutralised (S35).
 */
export function* renderCsv({ duplicates, rejected, loginPage }: AuditReport): Generator<string> {
  yield `\ufeff${toLine(COLUMNS)}`;
  for (const { confidence, emailKey, members } of duplicates) {
    for (const { row, name, email } of members) yield toLine([confidence, emailKey, row, name, email, "", "", ""]);
  }
  for (const { row, column, code, value } of rejected) yield toLine(["rejected", "", row, "", "", column, code, value]);
  if (loginPage !== undefined) {
    yield toLine(["login-page", "", "", "", "", "", loginPage.kind, loginPage.correct ? "correct" : loginPage.advice]);
  }
}

function toLine(cells: readonly (string | number)[]): string {
  return csvLine(cells.map(String));
}
