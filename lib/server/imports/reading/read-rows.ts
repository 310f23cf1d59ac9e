import "server-only";
import { type ColumnMapping, columnLetter, type ListColumns, type RawRow } from "@/lib/domain/import/columns";
import type { ColumnRole } from "@/lib/domain/import/header-words";
import { createRowReader, type ListRow } from "@/lib/domain/import/rows";
import { breathe } from "./breathe";
import type { ListCaps } from "./list-caps";
import { ListError } from "./list-error";

/** The columns of a list of which it is known where the address stands. */
export type ReadColumns = ListColumns & { readonly mapping: ColumnMapping };

/** Reads single rows below the header; null for blank ones. Throws `cell_too_long`. */
export function createListReader(
  columns: ReadColumns,
  roles: readonly ColumnRole[],
  caps: ListCaps,
): (raw: RawRow) => ListRow | null {
  const read = createRowReader({ ...columns, mapping: pickRoles(columns.mapping, roles) });
  return (raw) => {
    refuseLongCells(raw, columns, caps);
    return read(raw);
  };
}

/** Every row below the header with something in it, in batches. Throws `cell_too_long`, `too_many_rows`. */
export async function* readRows(
  raw: AsyncIterable<readonly RawRow[]>,
  columns: ReadColumns,
  roles: readonly ColumnRole[],
  caps: ListCaps,
): AsyncGenerator<readonly ListRow[]> {
  const read = createListReader(columns, roles, caps);
  const firstRow = (columns.headerRow ?? 0) + 1;
  let total = 0;
  for await (const batch of raw) {
    const rows: ListRow[] = [];
    for (const one of batch) {
      if (one.row < firstRow) continue;
      const row = read(one);
      if (row !== null) rows.push(row);
    }
    total += rows.length;
    if (total > caps.rows) throw new ListError("too_many_rows", { limit: caps.rows });
    if (rows.length > 0) yield rows;
    await breathe();
  }
}

function pickRoles(mapping: ColumnMapping, roles: readonly ColumnRole[]): ColumnMapping {
  const picked = roles.flatMap((role) => (mapping[role] === undefined ? [] : [[role, mapping[role]] as const]));
  return { ...Object.fromEntries(picked), email: mapping.email };
}

function refuseLongCells({ row, cells }: RawRow, { labels }: ListColumns, { cellLength }: ListCaps): void {
  for (let column = 0; column < cells.length; column++) {
    if ((cells[column]?.length ?? 0) <= cellLength) continue;
    throw new ListError("cell_too_long", { row, column: labels[column] ?? columnLetter(column), limit: cellLength });
  }
}
