import "server-only";
import { createTranslator } from "next-intl";
import { csvLine } from "@/lib/domain/csv-cell";
import type { Rejection } from "@/lib/domain/import/rows";
import { type AppLocale, TIME_ZONE } from "@/lib/i18n/config";
import { formatFileStamp } from "@/lib/i18n/formats";
import { loadMessages } from "@/lib/i18n/load-messages";
import type { CsvFile } from "../csv-response";
import { queryRows, sql } from "../sql";
import { getImport } from "./queries";

/** Rows read at a time; what is in memory however many were refused. */
const BATCH = 2_000;
const BOM = "\ufeff";

/**
 * Every refused row of an import as a CSV file for a spreadsheet (UTF-8 with BOM, formulas neutralised, S35), in the
 * order of the list. Throws `not_found`.
 */
export async function exportRejectedRows(accountId: string, importId: string, locale: AppLocale): Promise<CsvFile> {
  const { createdAt } = await getImport(accountId, importId);
  const messages = await loadMessages(locale);
  const t = createTranslator({ locale, messages, namespace: "imports.rejectedFile", timeZone: TIME_ZONE });
  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(`${BOM}${csvLine([t("row"), t("column"), t("reason"), t("value")])}`);
    for await (const rows of readBatches(importId)) {
      const lines = rows.map(({ row, column, code, value }) => csvLine([String(row), column, t(code), value]));
      yield Buffer.from(lines.join(""));
    }
  }
  return { fileName: t("fileName", { stamp: formatFileStamp(createdAt) }), charset: "utf-8", chunks: chunks() };
}

async function* readBatches(importId: string): AsyncGenerator<readonly Rejection[]> {
  let last = 0;
  for (;;) {
    const rows = await queryRows<Rejection>(sql`
      select row, "column", code, value from import_rejections
      where import_id = ${importId}::uuid and row > ${last} order by row limit ${BATCH}`);
    if (rows.length > 0) yield rows;
    last = rows.at(-1)?.row ?? last;
    if (rows.length < BATCH) return;
  }
}
