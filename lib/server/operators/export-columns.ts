import "server-only";
import type { createTranslator, Messages } from "next-intl";
import { formatDate, formatDateTime } from "@/lib/i18n/formats";
import type { OperatorRecord } from "./queries";

export type ExportTexts = ReturnType<typeof createTranslator<Messages, "operatorExport">>;

type ExportColumn = {
  readonly key: string;
  readonly header: string;
  readonly cell: (row: OperatorRecord) => string;
};

const REASONS = { manual: "reasonManual", cleanup: "reasonCleanup", missing_from_import: "reasonMissing" } as const;

/** The columns of an exported list. Their headers are words that the import of a list knows, so that a file finds its way back. */
export function exportColumns(
  t: ExportTexts,
  { directory, withDeletion }: { readonly directory: "utage" | "hosted"; readonly withDeletion: boolean },
): readonly ExportColumn[] {
  const moment = (at: Date | null) => (at ? formatDateTime(at) : "");
  const column = (key: Parameters<ExportTexts>[0], cell: ExportColumn["cell"]) => ({ key, header: t(key), cell });
  return [
    column("name", (row) => row.name),
    column("email", (row) => row.email),
    column("permissions", (row) => row.permissions.join(t("separator"))),
    column("registeredOn", (row) => (row.registered_on ? formatDate(row.registered_on) : "")),
    column("lastLoginAt", (row) => moment(row.last_login_at)),
    ...(directory === "utage" ? [column("lastConfirmedAt", (row) => moment(row.last_confirmed_at))] : []),
    ...(withDeletion
      ? [
          column("status", (row) => t(row.deleted_at ? "deleted" : "active")),
          column("deletedAt", (row) => moment(row.deleted_at)),
          column("deletedReason", (row) => (row.deleted_reason ? t(REASONS[row.deleted_reason]) : "")),
          column("deletedBy", (row) => row.deleted_by ?? ""),
        ]
      : []),
  ];
}
