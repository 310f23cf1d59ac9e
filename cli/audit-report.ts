import type { GradeLetter } from "@/lib/domain/grade";
import type { ListEncoding } from "@/lib/domain/import/list-encoding";
import type { Rejection } from "@/lib/domain/import/rows";
import type { LoginPageVerdict } from "@/lib/domain/login-page";
import type { CheckedList, ListDuplicates } from "@/lib/server/imports/reading/check-list";
import type { ListFormat, OpenedList } from "@/lib/server/imports/reading/open-list";
import { gradeFindings } from "./audit-grade";

export type LoginPage = Pick<LoginPageVerdict, "kind" | "correct" | "advice" | "correctUrl">;

/** What `kenshin audit --format json` prints, field for field. */
export type AuditReport = {
  readonly source: {
    readonly file: string;
    readonly encoding: ListEncoding;
    readonly format: ListFormat;
    /** Rows with something in them, the header left out. */
    readonly rows: number;
  };
  readonly grade: GradeLetter;
  readonly totals: {
    readonly operators: number;
    readonly duplicateGroups: number;
    readonly duplicateOperators: number;
    readonly possibleGroups: number;
    readonly rejectedRows: number;
  };
  readonly duplicates: readonly ListDuplicates[];
  readonly rejected: readonly Rejection[];
  readonly loginPage?: LoginPage;
};

/** Puts together what was found in a list and, when one was given, on a login page's address. */
export function composeReport(
  file: string,
  list: Pick<OpenedList, "encoding" | "format">,
  { operators, duplicates, rejected }: CheckedList,
  loginPage: LoginPage | null,
): AuditReport {
  const same = duplicates.filter(({ confidence }) => confidence === "same");
  const totals = {
    operators,
    duplicateGroups: same.length,
    duplicateOperators: same.reduce((sum, { members }) => sum + members.length, 0),
    possibleGroups: duplicates.length - same.length,
    rejectedRows: rejected.length,
  };
  return {
    source: { file, encoding: list.encoding, format: list.format, rows: operators + rejected.length },
    grade: gradeFindings(totals, loginPage),
    totals,
    duplicates,
    rejected,
    ...(loginPage === null ? {} : { loginPage }),
  };
}

/** Whether there is anything to look at: exit code 1. */
export function hasFindings({ duplicates, rejected, loginPage }: AuditReport): boolean {
  return duplicates.length > 0 || rejected.length > 0 || loginPage?.correct === false;
}
