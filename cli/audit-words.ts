import type { GradeLetter } from "@/lib/domain/grade";
import type { ListEncoding } from "@/lib/domain/import/list-encoding";
import type { RowFault } from "@/lib/domain/import/rows";
import type { LoginPageAdvice } from "@/lib/domain/login-page";
import type { ListErrorCode, ListErrorParams } from "@/lib/server/imports/reading/list-error";
import type { ListFormat } from "@/lib/server/imports/reading/open-list";
import type { AuditReport } from "./audit-report";
import type { FileFault } from "./file-fault";

/** Every sentence `kenshin audit` can say. */
export type AuditWords = {
  readonly title: string;
  file(file: string, format: string, encoding: string): string;
  grade(grade: GradeLetter): string;
  totals(totals: AuditReport["totals"]): string;
  readonly groups: Readonly<Record<"same" | "possible", string>>;
  member(row: number, name: string, email: string): string;
  readonly rejected: string;
  readonly fault: Readonly<Record<RowFault, (row: number, column: string, value: string) => string>>;
  readonly loginPage: string;
  readonly advice: Readonly<Record<LoginPageAdvice, string>>;
  next(report: AuditReport): string;
  readonly formats: Readonly<Record<ListFormat, string>>;
  readonly encodings: Readonly<Record<ListEncoding, string>>;
  /** Why a list as a whole cannot be read, and what to do. */
  readonly listError: Readonly<Record<ListErrorCode, (params: ListErrorParams) => string>>;
  readonly fileError: Readonly<Record<FileFault, (file: string) => string>>;
};
