import "server-only";
import { isUtf8 } from "node:buffer";
import { hashPlainAddress } from "@/lib/domain/duplicates/key-hash";
import type { RawRow } from "@/lib/domain/import/columns";
import type { ListRow } from "@/lib/domain/import/rows";
import type { AddressScan, AddressVisitor } from "./address-scan";
import { breathe } from "./breathe";
import { DelimitedReader, type Delimiter } from "./csv";
import { CsvBytes, countUnits, unifiedText } from "./csv-bytes";
import { firstFault, NOWHERE, undecodable } from "./decode";
import type { ListCaps } from "./list-caps";
import { ListError } from "./list-error";
import { type ListSource, readBytes } from "./list-source";
import { createListReader, type ReadColumns } from "./read-rows";
import { RollingBytes } from "./rolling-bytes";

const TYPICAL_ROW_BYTES = 100;
const QUOTE = 34;
/** Before a formula it is no part of the address (`csvCell`). */
const APOSTROPHE = 39;

/** Delimited text in UTF-8. */
export type CsvList = {
  readonly source: ListSource;
  readonly delimiter: Delimiter;
  readonly columns: ReadColumns;
  readonly caps: ListCaps;
};

/**
 * Scans delimited UTF-8 byte by byte: of an ordinary row nothing becomes text. Whatever is not ordinary is handed to the
 * readers of every other list, so that both ways say the same of any file.
 */
export function scanCsv(list: CsvList): AddressScan {
  const expectedRows = Math.ceil((list.source.size ?? 0) / TYPICAL_ROW_BYTES);
  const starts = new RowStarts(expectedRows);
  return {
    expectedRows,
    visit: (visitor) => new CsvVisit(list, starts, visitor).run(),
    read: (places) => readRowsAt(list, starts, places),
  };
}

class CsvVisit {
  readonly #list: CsvList;
  readonly #starts: RowStarts;
  readonly #visitor: AddressVisitor;
  readonly #rows: CsvBytes;
  readonly #read: (raw: RawRow) => ListRow | null;
  readonly #cellsOf: (row: Buffer) => readonly string[];
  /** A row of which only the address was read. */
  readonly #addressOnly: string[];
  #row = 0;
  #told = 0;

  constructor(list: CsvList, starts: RowStarts, visitor: AddressVisitor) {
    const { columns, delimiter, caps } = list;
    this.#list = list;
    this.#starts = starts;
    this.#visitor = visitor;
    this.#rows = new CsvBytes(delimiter, columns.mapping.email, caps);
    this.#read = createListReader(columns, [], caps);
    this.#cellsOf = createCellReader(list);
    this.#addressOnly = Array.from({ length: columns.mapping.email + 1 }, () => "");
  }

  async run(): Promise<void> {
    const { source, caps } = this.#list;
    let offset = 0;
    for await (const chunk of readBytes(source, caps.bytes, "reuse")) {
      offset += await this.#take(chunk, offset, false);
      this.#refuseEndlessRow();
      await breathe();
    }
    offset += await this.#take(new Uint8Array(), offset, true);
    this.#starts.add(offset);
  }

  /** Visits the rows that a chunk completes, and answers how many bytes they take. */
  async #take(chunk: Uint8Array, offset: number, last: boolean): Promise<number> {
    const rows = this.#rows;
    rows.feed(chunk, last);
    while (rows.next()) {
      this.#starts.add(offset + rows.rowStart);
      this.#row++;
      if (this.#row > (this.#list.columns.headerRow ?? 0)) this.#visit();
    }
    const taken = rows.bytes.length - rows.left;
    // Rows end between characters, so they can be checked by themselves.
    if (!isUtf8(rows.bytes.subarray(0, taken))) throw await this.#undecodable();
    return taken;
  }

  async #undecodable(): Promise<ListError> {
    const { source, caps } = this.#list;
    return undecodable("utf-8", (await firstFault(source, "utf-8", caps.bytes)) ?? NOWHERE);
  }

  #visit(): void {
    const { columns, caps } = this.#list;
    const rows = this.#rows;
    const isUsual = rows.cells <= columns.width && rows.longestCell <= caps.cellLength;
    const isPlain = isUsual && rows.bytes[rows.addressStart] !== APOSTROPHE;
    const hash = isPlain ? hashPlainAddress(rows.bytes, rows.addressStart, rows.addressEnd) : -1;
    if (hash >= 0) {
      this.#visitor.plain(hash, this.#row);
    } else {
      const row = (isUsual ? this.#readAddress() : null) ?? this.#readWhole();
      if (row === null) return;
      this.#visitor.other(row, this.#row);
    }
    if (++this.#told > caps.rows) throw new ListError("too_many_rows", { limit: caps.rows });
  }

  /** The row as its address makes it; null when all of it has to be read. */
  #readAddress(): ListRow | null {
    const { bytes, addressStart, addressEnd } = this.#rows;
    const address = bytes.subarray(addressStart, addressEnd);
    if (address.includes(QUOTE)) return null;
    this.#addressOnly[this.#addressOnly.length - 1] = unifiedText(address);
    return this.#read({ row: this.#row, cells: this.#addressOnly });
  }

  #readWhole(): ListRow | null {
    const { bytes, rowStart, rowEnd } = this.#rows;
    return this.#read({ row: this.#row, cells: this.#cellsOf(bytes.subarray(rowStart, rowEnd)) });
  }

  #refuseEndlessRow(): void {
    const { cellLength, rowLength } = this.#list.caps;
    const { bytes, left } = this.#rows;
    if (left <= rowLength || countUnits(bytes.subarray(bytes.length - left)) <= rowLength) return;
    throw new ListError("cell_too_long", { row: this.#row + 1, limit: cellLength });
  }
}

/** Reads the source again and, of it, only the rows at these places. */
async function* readRowsAt(list: CsvList, starts: RowStarts, places: Uint32Array): AsyncGenerator<readonly ListRow[]> {
  const read = createListReader(list.columns, ["name"], list.caps);
  const cellsOf = createCellReader(list);
  const rolling = new RollingBytes();
  // Where `rolling.bytes` begin and end in the file, and from where they are still needed.
  let [start, end, needed] = [0, 0, 0];
  let next = 0;
  for await (const chunk of readBytes(list.source, list.caps.bytes, "reuse")) {
    const bytes = rolling.roll(needed - start, chunk);
    start = needed;
    end += chunk.length;
    const found: ListRow[] = [];
    for (; next < places.length; next++) {
      const number = places[next] ?? 0;
      if (starts.of(number + 1) > end) break;
      const cells = cellsOf(bytes.subarray(starts.of(number) - start, starts.of(number + 1) - start));
      const row = read({ row: number, cells });
      if (row !== null) found.push(row);
    }
    if (found.length > 0) yield found;
    if (next === places.length) return;
    needed = Math.min(starts.of(places[next] ?? 0), end);
  }
}

/** Reads the cells of single rows, their line ends included or not. */
function createCellReader({ delimiter, caps }: CsvList): (row: Buffer) => readonly string[] {
  const reader = new DelimitedReader(delimiter, caps);
  return (row) => reader.push(unifiedText(row), true)[0]?.cells ?? [];
}

/** Where in the file the rows begin, four bytes a row: the cap on a list's bytes keeps every place below 2^32. */
class RowStarts {
  #starts: Uint32Array;
  #count = 0;

  constructor(expected: number) {
    this.#starts = new Uint32Array(expected + 16);
  }

  /** Adds the place of the next row; behind the last row, that of the end. */
  add(start: number): void {
    if (this.#count === this.#starts.length) {
      const longer = new Uint32Array(this.#count * 2);
      longer.set(this.#starts);
      this.#starts = longer;
    }
    this.#starts[this.#count++] = start;
  }

  /** @param row counted from 1 */
  of(row: number): number {
    return this.#starts[row - 1] ?? 0;
  }
}
