import { wordsIn } from "./audit-language";
import type { Language } from "./audit-options";
import type { AuditReport } from "./audit-report";
import type { AuditWords } from "./audit-words";

/** The report for a person at a terminal. */
export function* renderText(report: AuditReport, language: Language): Generator<string> {
  const words = wordsIn(language);
  const { source, grade, totals, duplicates, rejected, loginPage } = report;
  yield `${words.title}\n\n`;
  yield `${words.file(plain(source.file), words.formats[source.format], words.encodings[source.encoding])}\n`;
  yield `${words.grade(grade)}\n`;
  yield `${words.totals(totals)}\n`;
  for (const confidence of ["same", "possible"] as const) {
    const groups = duplicates.filter((group) => group.confidence === confidence);
    if (groups.length === 0) continue;
    yield `\n${words.groups[confidence]}\n`;
    for (const { emailKey, members } of groups) {
      yield `  ${emailKey}\n`;
      for (const { row, name, email } of members) yield `    ${words.member(row, plain(name), plain(email))}\n`;
    }
  }
  yield* renderRejected(rejected, words);
  if (loginPage !== undefined) yield `\n${words.loginPage}\n  ${words.advice[loginPage.advice]}\n`;
  yield `\n${words.next(report)}\n`;
}

function* renderRejected(rejected: AuditReport["rejected"], words: AuditWords): Generator<string> {
  if (rejected.length === 0) return;
  yield `\n${words.rejected}\n`;
  for (const { row, column, code, value } of rejected) {
    yield `  ${words.fault[code](row, plain(column), plain(value))}\n`;
  }
}

/** A cell must not steer the terminal: escape sequences and direction marks become visible, line breaks spaces. */
export function plain(text: string): string {
  return text.replace(/\s+/gu, " ").replace(/[\p{Cc}\p{Cf}]/gu, "\ufffd");
}
