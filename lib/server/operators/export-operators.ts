import "server-only";
import { createTranslator } from "next-intl";
import { csvLine } from "@/lib/domain/csv-cell";
import type { OperatorSort } from "@/lib/domain/operator-list";
import { type AppLocale, TIME_ZONE } from "@/lib/i18n/config";
import { formatFileStamp } from "@/lib/i18n/formats";
import { loadMessages } from "@/lib/i18n/load-messages";
import type { OperatorExportQuery } from "@/lib/schemas/operator";
import { type Actor, recordAuditEvent } from "../audit/record-audit-event";
import { AppError, type FieldError } from "../errors";
import { forAccount } from "../for-account";
import type { AccountScope } from "../permissions";
import { type ExportTexts, exportColumns } from "./export-columns";
import { loadOperatorPage } from "./operator-page";
import { countOperators, type OperatorRecord } from "./queries";
import { encodeShiftJis, unmappableCharacters } from "./shift-jis";

/** Rows written at a time, and read at a time in the order of an index. */
const BATCH = 2_000;
/** Rows read at a time in any other order, for which each batch sorts the whole list; what is in memory however long it is. */
const SORTED_BATCH = 20_000;
/** Most characters one refusal names. */
const MAX_LISTED = 200;
const BOM = "\ufeff";

type Account = Pick<AccountScope["account"], "id" | "directory">;
type Act = { readonly actor: Actor; readonly now: Date; readonly requestId: string; readonly locale: AppLocale };

export type OperatorExport = {
  readonly fileName: string;
  readonly charset: "utf-8" | "shift_jis";
  /** The file in pieces, read from the database as they are asked for. */
  readonly chunks: AsyncIterable<Uint8Array>;
};

/**
 * The operators a filter selects as a CSV file: UTF-8 with BOM or code page 932, CRLF, formulas neutralised (S35).
 * Throws `unmappable_characters`, listing them by row of the file, when code page 932 lacks some and `unmappable` is not
 * `escape`.
 */
export async function exportOperators(account: Account, query: OperatorExportQuery, act: Act): Promise<OperatorExport> {
  const messages = await loadMessages(act.locale);
  const t = createTranslator({ locale: act.locale, messages, namespace: "operatorExport", timeZone: TIME_ZONE });
  const columns = exportColumns(t, { directory: account.directory, withDeletion: query.status !== "active" });
  const rowsOf = (row: OperatorRecord) => columns.map((column) => column.cell(row));
  const header = columns.map((column) => column.header);
  if (query.encoding === "shift_jis" && query.unmappable === undefined) {
    await refuseUnmappable(readAll(account, query), columns, t);
  }
  await recordExport(account, query, act);
  return {
    fileName: t("fileName", { stamp: formatFileStamp(act.now) }),
    charset: query.encoding,
    chunks: encodeLines(readAll(account, query), header, rowsOf, query.encoding),
  };
}

async function* readAll(account: Account, query: OperatorExportQuery): AsyncGenerator<readonly OperatorRecord[]> {
  const { status, duplicates, query: search } = query;
  const filter = { status, duplicates, query: search };
  const sort = query.sort ?? naturalSort(status);
  const limit = hasIndex(status, sort) ? BATCH : SORTED_BATCH;
  let cursor: string | undefined;
  do {
    const page = await loadOperatorPage(account.id, { filter, sort, limit, cursor, toTheEnd: true });
    for (let start = 0; start < page.rows.length; start += BATCH) yield page.rows.slice(start, start + BATCH);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}

// Each of these is the order of an index, so that a batch costs its own rows and not the whole list.
function naturalSort(status: OperatorExportQuery["status"]): OperatorSort {
  return status === "active" ? "name" : status === "deleted" ? "-deletedAt" : "email";
}

/** Active operators have an index for each order, the others for their natural one (prisma/schema.prisma, Operator). */
function hasIndex(status: OperatorExportQuery["status"], sort: OperatorSort): boolean {
  return status === "active" || sort.replace(/^-/, "") === naturalSort(status).replace(/^-/, "");
}

async function* encodeLines(
  batches: AsyncIterable<readonly OperatorRecord[]>,
  header: readonly string[],
  cellsOf: (row: OperatorRecord) => string[],
  encoding: OperatorExportQuery["encoding"],
): AsyncGenerator<Uint8Array> {
  const encode = encoding === "shift_jis" ? encodeShiftJis : (text: string) => Buffer.from(text, "utf8");
  yield encode(`${encoding === "utf-8" ? BOM : ""}${csvLine(header)}`);
  for await (const rows of batches) {
    if (rows.length > 0) yield encode(rows.map((row) => csvLine(cellsOf(row))).join(""));
  }
}

type Columns = ReturnType<typeof exportColumns>;

async function refuseUnmappable(
  batches: AsyncIterable<readonly OperatorRecord[]>,
  columns: Columns,
  t: ExportTexts,
): Promise<void> {
  const errors: FieldError[] = [];
  let count = 0;
  // Counted as a spreadsheet shows it: the header is row 1.
  let line = 1;
  for await (const rows of batches) {
    for (const row of rows) {
      line += 1;
      for (const column of columns) {
        for (const char of unmappableCharacters(column.cell(row))) {
          count += 1;
          if (errors.length < MAX_LISTED) errors.push(unmappable(line, column, char, t));
        }
      }
    }
  }
  if (count > 0) throw new AppError("unmappable_characters", { params: { count }, errors });
}

function unmappable(line: number, column: Columns[number], character: string, t: ExportTexts): FieldError {
  const codePoint = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
  return {
    path: `rows.${line}.${column.key}`,
    code: "unmappable_character",
    message: t("character", { character, codePoint }),
  };
}

async function recordExport(account: Account, query: OperatorExportQuery, act: Act): Promise<void> {
  const { status, duplicates, query: search } = query;
  const count = await countOperators(account.id, { status, duplicates, query: search });
  await forAccount(account.id).prisma(({ tx }) =>
    recordAuditEvent(tx, {
      accountId: account.id,
      actor: act.actor,
      action: "operators_exported",
      subject: { type: "account", id: account.id },
      after: { count, status, encoding: query.encoding, ...(duplicates ? { duplicates } : {}) },
      requestId: act.requestId,
    }),
  );
}
