import { UTAGE_PERMISSIONS } from "../operator";
import { readDay } from "./dates";
import { COLUMN_ROLES, type ColumnRole, isStatusHeader, roleOfHeader } from "./header-words";

/** Which column (counted from 0) holds what. */
export type ColumnMapping = { readonly email: number } & Partial<Readonly<Record<ColumnRole, number>>>;

/** How the columns of a list were understood. */
export type ListColumns = {
  /** Row number (from 1) of the header line, null when the list starts with data. Rows above the header are titles. */
  readonly headerRow: number | null;
  /** One label a column: the header's text, or the spreadsheet letter where there is none. */
  readonly labels: readonly string[];
  /** null: no column holds addresses. */
  readonly mapping: ColumnMapping | null;
  /** The column that says who was deleted, as an export of everybody has one; null where there is none. */
  readonly statusColumn: number | null;
  /** Cells beyond this many are surplus. */
  readonly width: number;
};

/** A row as a reader delivers it; `row` counts from 1, as a spreadsheet shows it. */
export type RawRow = { readonly row: number; readonly cells: readonly string[] };

/** How far down a header line is looked for: exports put a title and a date above it, not a page. */
const HEADER_SEARCH_ROWS = 20;

/**
 * Understands the columns of a list from its first rows: by header words, else by content. A mapping by hand overrides
 * the guess, but not the search for the header line. Headers are data and key no object (S31).
 */
export function recognizeColumns(sample: readonly RawRow[], byHand?: ColumnMapping): ListColumns {
  const rows = sample.filter((row) => row.cells.some((cell) => cell.trim() !== ""));
  const headerIndex = findHeader(rows.slice(0, HEADER_SEARCH_ROWS));
  const header = headerIndex === -1 ? undefined : rows[headerIndex];
  const data = rows.slice(headerIndex + 1).map((row) => row.cells);
  const width = header === undefined ? usualWidth(data) : header.cells.length;
  const labels = Array.from({ length: width }, (_, column) => header?.cells[column]?.trim() || columnLetter(column));
  const status = header?.cells.findIndex(isStatusHeader) ?? -1;
  const mapping =
    byHand ??
    completeMapping(rolesByHeader(header?.cells ?? [], data), data, {
      // What says 有効 and 削除済み beside the address is no name.
      columns: Array.from({ length: width }, (_, column) => column).filter((column) => column !== status),
      hasHeader: header !== undefined,
    });
  return {
    ...{ headerRow: header?.row ?? null, labels, mapping },
    statusColumn: status === -1 || Object.values(mapping ?? {}).includes(status) ? null : status,
    width: Math.max(width, highestColumn(mapping) + 1),
  };
}

/** The letters a spreadsheet gives a column: 0 → A, 25 → Z, 26 → AA. */
export function columnLetter(column: number): string {
  let letters = "";
  for (let rest = column; rest >= 0; rest = Math.floor(rest / 26) - 1) {
    letters = String.fromCharCode(65 + (rest % 26)) + letters;
  }
  return letters;
}

/** Whether a cell was meant to be an address, right or wrong; full-width ＠ counts. */
export function looksLikeAddress(cell: string): boolean {
  return cell.includes("@") || cell.includes("＠");
}

/** How many cells a row has when trailing empty ones are left out. */
export function filledWidth(cells: readonly string[]): number {
  let width = cells.length;
  while (width > 0 && (cells[width - 1] ?? "").trim() === "") width--;
  return width;
}

// The line with the most known words, before any address: a title above it may contain one word, never two.
function findHeader(rows: readonly RawRow[]): number {
  let best = -1;
  let bestWords = 0;
  for (const [index, { cells }] of rows.entries()) {
    if (cells.some(looksLikeAddress)) break;
    const words = new Set(cells.map(roleOfHeader));
    words.delete(null);
    if (words.size > bestWords) {
      best = index;
      bestWords = words.size;
    }
  }
  return best;
}

function rolesByHeader(header: readonly string[], data: readonly (readonly string[])[]): Map<ColumnRole, number> {
  const roles = new Map<ColumnRole, number>();
  for (const [column, text] of header.entries()) {
    const role = roleOfHeader(text);
    if (role === null) continue;
    const earlier = roles.get(role);
    // Of two columns with the same meaning the fuller one is meant; for addresses, the one that holds some.
    if (earlier === undefined || suits(role, column, data) > suits(role, earlier, data)) roles.set(role, column);
  }
  return roles;
}

function suits(role: ColumnRole, column: number, data: readonly (readonly string[])[]): number {
  return count(data, column, role === "email" ? looksLikeAddress : (cell) => cell.trim() !== "");
}

function completeMapping(
  found: Map<ColumnRole, number>,
  data: readonly (readonly string[])[],
  { columns, hasHeader }: { readonly columns: readonly number[]; readonly hasHeader: boolean },
): ColumnMapping | null {
  const taken = new Set(found.values());
  const free = () => columns.filter((column) => !taken.has(column));
  const settle = (role: ColumnRole, candidates: readonly number[], isKind: (cell: string) => boolean) => {
    if (found.has(role)) return;
    const column = mostly(data, candidates, isKind);
    if (column === null) return;
    found.set(role, column);
    taken.add(column);
  };
  settle("email", free(), looksLikeAddress);
  const email = found.get("email");
  if (email === undefined) return null;
  // A header that was not understood may name another day (更新日); without headers the first day is the registration.
  if (!hasHeader) settle("registeredOn", free(), (cell) => readDay(cell.trim()) !== null);
  settle("permissions", free(), (cell) => UTAGE_PERMISSIONS.some((permission) => cell.includes(permission)));
  if (!found.has("name")) {
    // Names stand beside the address: the nearest column first, the left one of two.
    const byDistance = free().sort((a, b) => Math.abs(a - email) - Math.abs(b - email) || a - b);
    const column = byDistance.find((candidate) => mostly(data, [candidate], looksLikeName) !== null);
    if (column !== undefined) found.set("name", column);
  }
  return { ...Object.fromEntries(COLUMN_ROLES.flatMap((role) => entryOf(found, role))), email };
}

function entryOf(found: ReadonlyMap<ColumnRole, number>, role: ColumnRole): readonly (readonly [ColumnRole, number])[] {
  const column = found.get(role);
  return column === undefined ? [] : [[role, column]];
}

// Of the columns where at least half of what is filled in is of the kind, the one with the most of it.
function mostly(
  data: readonly (readonly string[])[],
  columns: readonly number[],
  isKind: (cell: string) => boolean,
): number | null {
  let best: number | null = null;
  let bestCount = 0;
  for (const column of columns) {
    const filled = count(data, column, (cell) => cell.trim() !== "");
    const ofKind = count(data, column, isKind);
    if (ofKind * 2 >= filled && ofKind > bestCount) {
      best = column;
      bestCount = ofKind;
    }
  }
  return best;
}

function looksLikeName(cell: string): boolean {
  const text = cell.trim();
  return text.length <= 60 && /\p{L}/u.test(text) && !/[@＠/\\<>]/u.test(text) && !/\d{3}/u.test(text);
}

function count(data: readonly (readonly string[])[], column: number, isKind: (cell: string) => boolean): number {
  let total = 0;
  for (const cells of data) if (isKind(cells[column] ?? "")) total++;
  return total;
}

// The largest width that is no exception: one row of 200 cells must not make 200 columns the rule, and rows whose last
// cells are empty must not make the full ones too wide.
function usualWidth(data: readonly (readonly string[])[]): number {
  const rowsOfWidth = new Map<number, number>();
  for (const cells of data) {
    const width = filledWidth(cells);
    rowsOfWidth.set(width, (rowsOfWidth.get(width) ?? 0) + 1);
  }
  const most = Math.max(0, ...rowsOfWidth.values());
  let usual = 0;
  for (const [width, rows] of rowsOfWidth) {
    const isRule = rows === most || (rows > 1 && rows * 10 >= data.length);
    if (isRule && width > usual) usual = width;
  }
  return usual;
}

function highestColumn(mapping: ColumnMapping | null): number {
  return mapping === null ? -1 : Math.max(...Object.values(mapping));
}
