"use client";

import {
  type ColumnDef,
  type RowSelectionState,
  rowSelectionFeature,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useTranslations } from "next-intl";
import { useMemo, useRef } from "react";
import { tickClass } from "./checkbox";

export interface TableSelection<Row> {
  selected: ReadonlySet<string>;
  onChange: (selected: ReadonlySet<string>) => void;
  /** Whom the checkbox selects, for screen readers. */
  nameOf: (row: Row) => string;
  canSelect?: ((row: Row) => boolean) | undefined;
}

interface DataRow {
  id: string;
}

const features = tableFeatures({ rowSelectionFeature });
// Cells are rendered from our own column list; TanStack Table keeps the selection and its shift-click ranges.
const noColumns: ColumnDef<typeof features, DataRow>[] = [];

/** A checkbox of the table: of one row, or of all. */
export interface Tick {
  label: string;
  checked: boolean;
  mixed: boolean;
  disabled: boolean;
  onChange: (event: unknown) => void;
  onModifier: (shift: boolean) => void;
}

export function useTableSelection<Row>(
  rows: readonly Row[],
  rowId: (row: Row) => string,
  selection: TableSelection<Row> | undefined,
) {
  const t = useTranslations("ui");
  // A label hands its click on to the checkbox without the modifier keys, so they are read where the press began.
  const shift = useRef(false);
  const data = useMemo(() => rows.map((row) => ({ id: rowId(row) })), [rows, rowId]);
  const rowSelection = useMemo(
    () => Object.fromEntries([...(selection?.selected ?? [])].map((id): [string, true] => [id, true])),
    [selection?.selected],
  );
  const table = useTable({
    features,
    columns: noColumns,
    data,
    getRowId: (row) => row.id,
    state: { rowSelection },
    enableRowSelection: (row) => {
      const original = rows[row.index];
      return original !== undefined && (selection?.canSelect?.(original) ?? true);
    },
    isRowRangeSelectionEvent: () => shift.current,
    onRowSelectionChange: (updater) => {
      const next: RowSelectionState = typeof updater === "function" ? updater(rowSelection) : updater;
      selection?.onChange(new Set(Object.keys(next)));
    },
  });
  if (!selection) return undefined;
  const onModifier = (held: boolean) => {
    shift.current = held;
  };
  const selectAll: Tick = {
    label: t("selectAllOnPage"),
    checked: rows.length > 0 && table.getIsAllRowsSelected(),
    mixed: data.some((row) => selection.selected.has(row.id)),
    disabled: rows.length === 0,
    onChange: table.getToggleAllRowsSelectedHandler(),
    onModifier,
  };
  const tickOf = (row: Row): Tick => {
    const model = table.getRow(rowId(row));
    return {
      label: t("selectRow", { name: selection.nameOf(row) }),
      checked: model.getIsSelected(),
      mixed: false,
      disabled: !model.getCanSelect(),
      onChange: model.getToggleSelectedHandler(),
      onModifier,
    };
  };
  return { selectAll, tickOf };
}

export function TickBox({ tick, showLabel = false }: { tick: Tick; showLabel?: boolean }) {
  return (
    <label
      className="flex min-h-10 min-w-10 items-center gap-2 pl-3 select-none sm:min-h-9"
      onPointerDown={(event) => tick.onModifier(event.shiftKey)}
      onKeyDown={(event) => tick.onModifier(event.shiftKey)}
    >
      <input
        type="checkbox"
        ref={(input) => {
          if (input) input.indeterminate = tick.mixed && !tick.checked;
        }}
        aria-label={tick.label}
        checked={tick.checked}
        disabled={tick.disabled}
        onChange={tick.onChange}
        className={tickClass}
      />
      {showLabel ? (
        <span aria-hidden className="text-sm sm:hidden">
          {tick.label}
        </span>
      ) : null}
    </label>
  );
}
