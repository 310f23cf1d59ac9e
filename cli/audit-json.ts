import type { AuditReport } from "./audit-report";

/** The report as one JSON document, piece by piece: one line a group and a row, so that it can be read and searched. */
export function* renderJson({
  source,
  grade,
  totals,
  duplicates,
  rejected,
  loginPage,
}: AuditReport): Generator<string> {
  yield `{\n  "source": ${JSON.stringify(source)},\n`;
  yield `  "grade": ${JSON.stringify(grade)},\n`;
  yield `  "totals": ${JSON.stringify(totals)},\n`;
  yield* renderArray("duplicates", duplicates);
  yield ",\n";
  yield* renderArray("rejected", rejected);
  if (loginPage !== undefined) yield `,\n  "loginPage": ${JSON.stringify(loginPage)}`;
  yield "\n}\n";
}

function* renderArray(name: string, items: readonly unknown[]): Generator<string> {
  yield `  ${JSON.stringify(name)}: [`;
  for (const [index, item] of items.entries()) yield `${index === 0 ? "\n" : ",\n"}    ${JSON.stringify(item)}`;
  yield items.length === 0 ? "]" : "\n  ]";
}
