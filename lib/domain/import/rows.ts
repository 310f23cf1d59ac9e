import { withoutNeutralisation } from "../csv-cell";
import { type EmailFault, type EmailKey, normalizeEmail } from "../email";
import { tidyLine, VISIBLE } from "../text-line";
import { columnLetter, filledWidth, type ListColumns, type RawRow } from "./columns";
import { readDay, readMoment } from "./dates";
import { saysDeleted } from "./header-words";

/** Why a row cannot be taken in. */
export type RowFault = EmailFault | "too_many_columns";

/** One operator as a list names them. */
export type OperatorRow = {
  readonly kind: "operator";
  /** Counts from 1 and includes the header line, as a spreadsheet shows it. */
  readonly row: number;
  /** "" when the list has no names. */
  readonly name: string;
  /** As typed, outer blanks trimmed. */
  readonly email: string;
  readonly emailKey: EmailKey;
  readonly permissions: readonly string[];
  /** `YYYY-MM-DD`; null when the list does not say or cannot be understood. */
  readonly registeredOn: string | null;
  /** ISO 8601 in UTC; null likewise. */
  readonly lastLoginAt: string | null;
};

/** Why a row is refused: where, why, and what stands there (at most 200 characters of it). */
export type Rejection = {
  readonly row: number;
  /** The header's text, or the spreadsheet letter where there is none. */
  readonly column: string;
  readonly code: RowFault;
  readonly value: string;
};

/** A row that cannot be taken in, and whom it may be about all the same. */
export type RejectedRow = Rejection & {
  readonly kind: "rejected";
  /** What stands where the name is expected; "" for nothing. */
  readonly name: string;
  /** Every address in any of the cells that were read. */
  readonly addresses: readonly EmailKey[];
};

export type ListRow = OperatorRow | RejectedRow;

const MAX_VALUE = 200;
const MAX_NAME = 200;

// 、 , ; | and line breaks separate; ・ does not: 「メール・LINE配信機能」 is one permission.
const SEPARATORS = /[、,，;；|｜\r\n]/u;

/**
 * Reads the cells of a list whose columns were recognised; answers null for a blank row, and for somebody whom the list
 * itself calls deleted: an export of everybody that comes back brings nobody back.
 */
export function createRowReader(columns: ListColumns): (raw: RawRow) => ListRow | null {
  const { labels, mapping, statusColumn, width } = columns;
  if (mapping === null) throw new RangeError("a list without an address column has no rows to read");
  const emailLabel = labels[mapping.email] ?? columnLetter(mapping.email);
  const optional = (cells: readonly string[], column: number | undefined) =>
    column === undefined ? "" : readCell(cells[column]);

  // A list names few permissions and days over and over.
  const permissionsOf = remembering(readPermissions);
  const dayOf = remembering(readDay);

  const reject = (cells: readonly string[], { value, ...why }: Rejection): RejectedRow => ({
    kind: "rejected",
    ...why,
    value: clip(value.trim(), MAX_VALUE),
    name: readName(optional(cells, mapping.name)),
    addresses: addressesIn(cells),
  });

  return ({ row, cells }) => {
    const filled = filledWidth(cells);
    if (filled === 0) return null;
    // Told first: surplus cells mean that a stray separator has moved the others, the address among them.
    if (filled > width) {
      const surplus = firstFilled(cells, width);
      const value = cells[surplus] ?? "";
      return reject(cells, { row, column: columnLetter(surplus), code: "too_many_columns", value });
    }
    if (statusColumn !== null && saysDeleted(readCell(cells[statusColumn]))) return null;
    const email = readCell(cells[mapping.email]);
    const normalized = normalizeEmail(email);
    if (!normalized.ok) return reject(cells, { row, column: emailLabel, code: normalized.code, value: email });
    return {
      kind: "operator",
      row,
      name: readName(optional(cells, mapping.name)),
      email,
      emailKey: normalized.key,
      permissions: permissionsOf(optional(cells, mapping.permissions)),
      registeredOn: dayOf(optional(cells, mapping.registeredOn)),
      lastLoginAt: readMoment(optional(cells, mapping.lastLoginAt)),
    };
  };
}

const REMEMBERED = 5_000;

/** The same function, answering from memory what it was asked before in this list. */
function remembering<T>(read: (cell: string) => T): (cell: string) => T {
  const known = new Map<string, T>();
  return (cell) => {
    const before = known.get(cell);
    if (before !== undefined) return before;
    if (known.size === REMEMBERED) return read(cell);
    // A copy of its own: a part of a string keeps the whole piece of the file alive that it was cut from.
    const copy = cell.split("").join("");
    const answer = read(copy);
    known.set(copy, answer);
    return answer;
  };
}

function readCell(cell: string | undefined): string {
  return withoutNeutralisation((cell ?? "").trim());
}

/** The permissions named in one cell, each once, in the order of the list. */
export function readPermissions(cell: string): readonly string[] {
  if (cell === "") return [];
  const permissions = new Set<string>();
  for (const part of cell.split(SEPARATORS)) {
    const permission = tidyLine(part.trim());
    if (permission !== "") permissions.add(permission);
  }
  return [...permissions];
}

/** A name as the forms take one, so that it is one name however it came in; one that nobody can see is none. */
function readName(cell: string): string {
  const name = clip(tidyLine(cell), MAX_NAME);
  return VISIBLE.test(name) ? name : "";
}

function addressesIn(cells: readonly string[]): readonly EmailKey[] {
  return cells.flatMap((cell) => {
    const normalized = normalizeEmail(readCell(cell));
    return normalized.ok ? [normalized.key] : [];
  });
}

function firstFilled(cells: readonly string[], from: number): number {
  for (let column = from; column < cells.length; column++) if ((cells[column] ?? "").trim() !== "") return column;
  return from;
}

// Cuts between characters: half a surrogate pair would become U+FFFD on the way out.
function clip(text: string, length: number): string {
  if (text.length <= length) return text;
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}
