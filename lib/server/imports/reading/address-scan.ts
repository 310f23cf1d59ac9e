import "server-only";
import type { ColumnRole } from "@/lib/domain/import/header-words";
import type { ListRow } from "@/lib/domain/import/rows";

/**
 * Hears of every row of a list that has something in it, in the order of the list. A place is a number from 1 that grows
 * with the list and by which the row can be read again.
 */
export type AddressVisitor = {
  /** A row with an ordinary address, of which only the hash of its possible key is known. */
  plain(hash: number, place: number): void;
  /** Any other row, or a rejected one. Columns beside the address may be left out. */
  other(row: ListRow, place: number): void;
};

/**
 * A list as a search for addresses needs it: looked through once without reading more of a row than its address, then
 * the few rows that matter read out. Both throw `ListError` as `OpenedList.rows` does.
 */
export type AddressScan = {
  /** About how many rows there are, where that can be guessed; 0 otherwise. */
  readonly expectedRows: number;
  visit(visitor: AddressVisitor): Promise<void>;
  /** The rows at these places (ascending; all of them were visited), with name and address. */
  read(places: Uint32Array): AsyncIterable<readonly ListRow[]>;
};

/** Scans a list of any form by reading its rows. The numbers of a workbook's rows may leave some out, so rows are counted. */
export function scanRows(rows: (roles: readonly ColumnRole[]) => AsyncIterable<readonly ListRow[]>): AddressScan {
  return {
    expectedRows: 0,
    async visit(visitor) {
      let place = 0;
      for await (const batch of rows([])) for (const row of batch) visitor.other(row, ++place);
    },
    async *read(places) {
      let place = 0;
      let next = 0;
      if (places.length === 0) return;
      for await (const batch of rows(["name"])) {
        const found = batch.filter(() => ++place === places[next] && ++next > 0);
        if (found.length > 0) yield found;
        if (next === places.length) return;
      }
    },
  };
}
