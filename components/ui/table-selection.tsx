"use client";

import { useTranslations } from "next-intl";
import { useRef } from "react";
import { tickClass } from "./checkbox";
import { idsBetween, withTicked } from "./ticked-rows";
import { useLatest } from "./use-latest";

export interface TableSelection<Row> {
  selected: ReadonlySet<string>;
  onChange: (selected: ReadonlySet<string>) => void;
  /** Whom the checkbox selects, for screen readers. */
  nameOf: (row: Row) => string;
  canSelect?: ((row: Row) => boolean) | undefined;
}

/** What a checkbox of the table shows. */
export interface Tick {
  label: string;
  checked: boolean;
  disabled: boolean;
}

/** Called with the row's id, and whether everything since the last tick is meant (shift). */
export type OnTick = (id: string, isRange: boolean) => void;

/** Which rows are ticked, one by one, in ranges or all at once. Undefined where nothing can be selected. */
export function useTableSelection<Row>(
  rows: readonly Row[],
  rowId: (row: Row) => string,
  selection: TableSelection<Row> | undefined,
) {
  const t = useTranslations("ui");
  const lastTicked = useRef<string | null>(null);
  const ids = rows.filter((row) => selection?.canSelect?.(row) ?? true).map(rowId);
  const isTicked = (id: string) => selection?.selected.has(id) ?? false;
  const allTicked = ids.length > 0 && ids.every(isTicked);
  const change = (changed: readonly string[], ticked: boolean) => {
    selection?.onChange(withTicked(selection.selected, changed, ticked));
  };
  const onTick = useLatest<OnTick>((id, isRange) => {
    change(idsBetween(ids, isRange ? lastTicked.current : null, id), !isTicked(id));
    lastTicked.current = id;
  });
  if (!selection) return undefined;
  return {
    onTick,
    selectAll: {
      ...{ label: t("selectAllOnPage"), checked: allTicked, mixed: rows.some((row) => isTicked(rowId(row))) },
      ...{ disabled: ids.length === 0, onChange: () => change(ids, !allTicked) },
    },
    tickOf: (row: Row): Tick => ({
      label: t("selectRow", { name: selection.nameOf(row) }),
      checked: isTicked(rowId(row)),
      disabled: !ids.includes(rowId(row)),
    }),
  };
}

interface TickBoxProps extends Tick {
  /** Some of what this box stands for are ticked. */
  mixed?: boolean | undefined;
  onChange: (isRange: boolean) => void;
  showLabel?: boolean | undefined;
}

export function TickBox({ label, checked, mixed = false, disabled, onChange, showLabel = false }: TickBoxProps) {
  // A label hands its click on to the checkbox without the modifier keys, so they are read where the press began.
  const shift = useRef(false);
  return (
    <label
      className="flex min-h-10 min-w-10 items-center gap-2 pl-3 select-none rows:min-h-9"
      onPointerDown={(event) => {
        shift.current = event.shiftKey;
      }}
      onKeyDown={(event) => {
        shift.current = event.shiftKey;
      }}
    >
      <input
        type="checkbox"
        ref={(input) => {
          if (input) input.indeterminate = mixed && !checked;
        }}
        aria-label={label}
        checked={checked}
        disabled={disabled}
        onChange={() => onChange(shift.current)}
        className={tickClass}
      />
      {showLabel ? (
        <span aria-hidden className="text-sm rows:hidden">
          {label}
        </span>
      ) : null}
    </label>
  );
}
