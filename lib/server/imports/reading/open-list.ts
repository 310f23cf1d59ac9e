import "server-only";
import { readCharacterReferences } from "@/lib/domain/character-references";
import { type ColumnMapping, type RawRow, recognizeColumns } from "@/lib/domain/import/columns";
import { COLUMN_ROLES, type ColumnRole } from "@/lib/domain/import/header-words";
import type { ListEncoding } from "@/lib/domain/import/list-encoding";
import type { ListRow } from "@/lib/domain/import/rows";
import { type AddressScan, scanRows } from "./address-scan";
import { type Delimiter, guessDelimiter, readDelimited } from "./csv";
import { readText } from "./decode";
import { guessEncoding } from "./guess-encoding";
import { LIST_CAPS, type ListCaps } from "./list-caps";
import { ListError } from "./list-error";
import { type ListSource, readHead, tooLarge } from "./list-source";
import { type ReadColumns, readRows } from "./read-rows";
import { scanCsv } from "./scan-csv";
import { claimsDelimited, isArchive, isHtml, refuseBinary, SNIFF_BYTES } from "./sniff";
import { readLines } from "./text";

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
  readonly columns: ReadColumns;
  /** The first five data rows as they stand in the list. */
  readonly preview: readonly RawRow[];
  /**
   * Every row with something in it, in batches. Each call reads the source anew. Throws `ListError` like opening does.
   * `roles` names what is wanted beside the address (everything, unless said); the rest is left empty, which is faster.
   */
  rows(roles?: readonly ColumnRole[]): AsyncGenerator<readonly ListRow[]>;
  /** The same rows for a search that is about addresses alone, as fast as the form of the list allows. */
  readonly addresses: AddressScan;
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
  const known: ReadColumns = { ...columns, mapping };
  const rows = (roles: readonly ColumnRole[] = COLUMN_ROLES) => readRows(raw.rows(), known, roles, caps);
  return {
    format: raw.format,
    encoding: raw.encoding,
    encodingGuessed: raw.encodingGuessed,
    columns: known,
    preview: sample.filter(({ row }) => headerRow === null || row > headerRow).slice(0, PREVIEW_ROWS),
    rows,
    addresses:
      // Where a column says who was deleted, the address alone does not decide about a row.
      raw.delimiter === null || raw.encoding !== "utf-8" || known.statusColumn !== null
        ? scanRows(rows)
        : scanCsv({ source, delimiter: raw.delimiter, columns: known, caps }),
  };
}

type RawList = Pick<OpenedList, "format" | "encoding" | "encodingGuessed"> & {
  /** null: the rows are not delimited text. */
  readonly delimiter: Delimiter | null;
  rows(): AsyncIterable<readonly RawRow[]>;
};

async function openRawList(source: ListSource, said: ListEncoding | undefined, caps: ListCaps): Promise<RawList> {
  const headBytes = await readHead(source, SNIFF_BYTES);
  if (headBytes.length === 0) throw new ListError("empty_file");
  if (isArchive(headBytes)) {
    // Readers that bring a parser with them are loaded when they are needed.
    const { openWorkbook } = await import("./xlsx");
    // XML parts are UTF-8 by their standard; no guess, and nothing to choose.
    return {
      format: "xlsx",
      encoding: "utf-8",
      encodingGuessed: false,
      delimiter: null,
      rows: await openWorkbook(source, caps),
    };
  }
  const { encoding, guessed } =
    said === undefined ? await guessEncoding(source, caps.bytes) : { encoding: said, guessed: false };
  const text = (capBytes = caps.bytes) => readText(source, encoding, capBytes);
  const { head, isWhole } = await readHeadText(text());
  refuseBinary(head);
  if (isWhole && head.trim() === "") throw new ListError("empty_file");
  const decoded = { encoding, encodingGuessed: guessed };
  if (isHtml(head, source)) {
    const { readHtml } = await import("./html");
    const rows = await readHtml(text(caps.htmlBytes), caps);
    return { ...decoded, format: "html", delimiter: null, rows: () => inBatches(rows) };
  }
  const delimiter = guessDelimiter(head, isWhole, caps) ?? (claimsDelimited(source) ? "," : null);
  if (delimiter === null) return { ...decoded, format: "text", delimiter, rows: () => readLines(text(), caps) };
  const format = delimiter === "\t" ? "tsv" : "csv";
  const rows = () => readDelimited(text(), delimiter, caps);
  return { ...decoded, format, delimiter, rows: encoding === "shift_jis" ? () => withWholeCharacters(rows()) : rows };
}

/** Our own export writes into code page 932 as references what that lacks: 𠮷田 comes back as 𠮷田. */
async function* withWholeCharacters(batches: AsyncIterable<readonly RawRow[]>): AsyncGenerator<readonly RawRow[]> {
  for await (const rows of batches) {
    yield rows.map(({ row, cells }): RawRow => ({ row, cells: cells.map(readCharacterReferences) }));
  }
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
