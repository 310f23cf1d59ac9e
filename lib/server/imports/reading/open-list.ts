import "server-only";
import {
  type ColumnMapping,
  columnLetter,
  type ListColumns,
  type RawRow,
  recognizeColumns,
} from "@/lib/domain/import/columns";
import { COLUMN_ROLES, type ColumnRole } from "@/lib/domain/import/header-words";
import { createRowReader, type ListRow } from "@/lib/domain/import/rows";
import { breathe } from "./breathe";
import { guessDelimiter, readDelimited } from "./csv";
import { type ListEncoding, readText } from "./decode";
import { guessEncoding } from "./guess-encoding";
import { readHtml } from "./html";
import { LIST_CAPS, type ListCaps } from "./list-caps";
import { ListError } from "./list-error";
import { type ListSource, readHead, tooLarge } from "./list-source";
import { claimsDelimited, isArchive, isHtml, refuseBinary, SNIFF_BYTES } from "./sniff";
import { readLines } from "./text";
import { openWorkbook } from "./xlsx";

export const LIST_FORMATS = ["csv", "tsv", "html", "xlsx", "text"] as const;
export type ListFormat = (typeof LIST_FORMATS)[number];

export type OpenListOptions = {
  /** What the user says; without it the encoding is guessed. */
  readonly encoding?: ListEncoding;
  /** The user's own mapping, by column counted from 0. */
  readonly mapping?: ColumnMapping;
  readonly caps?: Partial<ListCaps>;
};

export type OpenedList = {
  readonly format: ListFormat;
  readonly encoding: ListEncoding;
  /** Whether the encoding is a guess that should be shown with the preview (S32). */
  readonly encodingGuessed: boolean;
  readonly columns: ListColumns & { readonly mapping: ColumnMapping };
  /** The first five data rows as they stand in the list. */
  readonly preview: readonly RawRow[];
  /**
   * Every row with something in it, in batches. Each call reads the source anew. Throws `ListError` like opening does.
   * `roles` names what is wanted beside the address (everything, unless said); the rest is left empty, which is faster.
   */
  rows(roles?: readonly ColumnRole[]): AsyncGenerator<readonly ListRow[]>;
};

const HEAD_CHARS = 64 * 1024;
const SAMPLE_ROWS = 200;
const PREVIEW_ROWS = 5;
const BATCH_ROWS = 1_000;

/**
 * Opens an operator list of any shape. The content decides what it is; the name and type only break ties.
 * Throws `ListError` when the list as a whole cannot be read; rows that cannot be taken in come as rejected rows.
 */
export async function openList(source: ListSource, options: OpenListOptions = {}): Promise<OpenedList> {
  const caps: ListCaps = { ...LIST_CAPS, ...options.caps };
  if (source.size !== undefined && source.size > caps.bytes) throw tooLarge(caps.bytes);
  const raw = await openRawList(source, options.encoding, caps);
  const sample = await takeRows(raw.rows(), SAMPLE_ROWS);
  refuseUnknownColumns(options.mapping, sample);
  const columns = recognizeColumns(sample, options.mapping);
  const { headerRow, mapping, width } = columns;
  if (width > caps.columns) throw new ListError("too_many_columns", { columns: width, limit: caps.columns });
  if (mapping === null) throw new ListError("no_address_column");
  return {
    format: raw.format,
    encoding: raw.encoding,
    encodingGuessed: raw.encodingGuessed,
    columns: { ...columns, mapping },
    preview: sample.filter(({ row }) => headerRow === null || row > headerRow).slice(0, PREVIEW_ROWS),
    rows: (roles = COLUMN_ROLES) => readRows(raw.rows(), { ...columns, mapping: pickRoles(mapping, roles) }, caps),
  };
}

type RawList = Pick<OpenedList, "format" | "encoding" | "encodingGuessed"> & {
  rows(): AsyncIterable<readonly RawRow[]>;
};

async function openRawList(source: ListSource, said: ListEncoding | undefined, caps: ListCaps): Promise<RawList> {
  const headBytes = await readHead(source, SNIFF_BYTES);
  if (headBytes.length === 0) throw new ListError("empty_file");
  if (isArchive(headBytes)) {
    // XML parts are UTF-8 by their standard; no guess, and nothing to choose.
    return { format: "xlsx", encoding: "utf-8", encodingGuessed: false, rows: await openWorkbook(source, caps) };
  }
  const { encoding, guessed } =
    said === undefined ? await guessEncoding(source, caps.bytes) : { encoding: said, guessed: false };
  const text = (capBytes = caps.bytes) => readText(source, encoding, capBytes);
  const { head, isWhole } = await readHeadText(text());
  refuseBinary(head);
  if (isWhole && head.trim() === "") throw new ListError("empty_file");
  const decoded = { encoding, encodingGuessed: guessed };
  if (isHtml(head, source)) {
    const rows = await readHtml(text(caps.htmlBytes), caps);
    return { ...decoded, format: "html", rows: () => inBatches(rows) };
  }
  const delimiter = guessDelimiter(head, isWhole, caps) ?? (claimsDelimited(source) ? "," : null);
  if (delimiter === null) return { ...decoded, format: "text", rows: () => readLines(text(), caps) };
  const format = delimiter === "\t" ? "tsv" : "csv";
  return { ...decoded, format, rows: () => readDelimited(text(), delimiter, caps) };
}

async function* readRows(
  raw: AsyncIterable<readonly RawRow[]>,
  columns: ListColumns,
  caps: ListCaps,
): AsyncGenerator<readonly ListRow[]> {
  const read = createRowReader(columns);
  const firstRow = (columns.headerRow ?? 0) + 1;
  let total = 0;
  for await (const batch of raw) {
    const rows: ListRow[] = [];
    for (const one of batch) {
      if (one.row < firstRow) continue;
      refuseLongCells(one, columns, caps);
      const row = read(one);
      if (row !== null) rows.push(row);
    }
    total += rows.length;
    if (total > caps.rows) throw new ListError("too_many_rows", { limit: caps.rows });
    if (rows.length > 0) yield rows;
    await breathe();
  }
}

function refuseLongCells({ row, cells }: RawRow, { labels }: ListColumns, { cellLength }: ListCaps): void {
  for (let column = 0; column < cells.length; column++) {
    if ((cells[column]?.length ?? 0) <= cellLength) continue;
    throw new ListError("cell_too_long", { row, column: labels[column] ?? columnLetter(column), limit: cellLength });
  }
}

function pickRoles(mapping: ColumnMapping, roles: readonly ColumnRole[]): ColumnMapping {
  const picked = roles.flatMap((role) => (mapping[role] === undefined ? [] : [[role, mapping[role]] as const]));
  return { ...Object.fromEntries(picked), email: mapping.email };
}

function refuseUnknownColumns(mapping: ColumnMapping | undefined, sample: readonly RawRow[]): void {
  const width = sample.reduce((widest, { cells }) => Math.max(widest, cells.length), 0);
  for (const column of Object.values(mapping ?? {})) {
    if (!Number.isInteger(column) || column < 0 || column >= width) throw new ListError("unknown_column", { column });
  }
}

async function readHeadText(text: AsyncIterable<string>): Promise<{ head: string; isWhole: boolean }> {
  let head = "";
  for await (const chunk of text) {
    head += chunk;
    if (head.length > HEAD_CHARS) return { head: head.slice(0, HEAD_CHARS), isWhole: false };
  }
  return { head, isWhole: true };
}

// Blank rows say nothing about columns, so they do not count.
async function takeRows(batches: AsyncIterable<readonly RawRow[]>, count: number): Promise<readonly RawRow[]> {
  const taken: RawRow[] = [];
  for await (const batch of batches) {
    for (const row of batch) if (row.cells.some((cell) => cell.trim() !== "")) taken.push(row);
    if (taken.length >= count) break;
  }
  return taken.slice(0, count);
}

async function* inBatches(rows: readonly RawRow[]): AsyncGenerator<readonly RawRow[]> {
  for (let start = 0; start < rows.length; start += BATCH_ROWS) yield rows.slice(start, start + BATCH_ROWS);
}
