"use client";

import { type ComponentProps, memo, type ReactNode } from "react";
import { classNames } from "./class-names";
import { SortHeader, type TableSort } from "./sort-header";
import { type OnTick, type TableSelection, type Tick, TickBox, useTableSelection } from "./table-selection";

export interface DataTableColumn<Row> {
  id: string;
  /** Names the column, and the value on a phone's card. */
  header: string;
  cell: (row: Row) => ReactNode;
  /** `end` for numbers, which are set in tabular figures. */
  align?: "start" | "end" | undefined;
  /** `title` names the row and heads the card; `actions` needs no label there. */
  part?: "title" | "actions" | undefined;
  /** The key of the list's `sort` parameter, if one can sort by this column. */
  sortKey?: string | undefined;
  /** A class for the width on wide screens, e.g. `rows:w-40`. */
  width?: string | undefined;
}

interface DataTableProps<Row> {
  /** What the table lists; read out, not shown. */
  caption: string;
  columns: readonly DataTableColumn<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  sort?: TableSort | undefined;
  selection?: TableSelection<Row> | undefined;
  /** The rows on screen are being replaced. */
  stale?: boolean | undefined;
}

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowId, sort, selection, stale } = props;
  const selectionModel = useTableSelection(rows, rowId, selection);
  return (
    <div className="@container/table">
      <table
        aria-busy={stale}
        className={classNames(
          "data-table",
          selectionModel && "data-table-selectable",
          stale && "opacity-60 transition-opacity",
        )}
      >
        <caption className="sr-only">{caption}</caption>
        <HeadRow columns={columns} sort={sort} selectAll={selectionModel?.selectAll} />
        <tbody>
          {rows.map((row) => (
            <BodyRow
              {...(selectionModel && { onTick: selectionModel.onTick, ...selectionModel.tickOf(row) })}
              key={rowId(row)}
              id={rowId(row)}
              row={row}
              columns={columns}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface HeadRowProps<Row> {
  columns: readonly DataTableColumn<Row>[];
  sort: TableSort | undefined;
  selectAll: ComponentProps<typeof TickBox> | undefined;
}

const headClass =
  "border-b border-border bg-sunken text-left text-sm font-medium text-muted rows:sticky rows:top-(--shell-header) rows:z-10 rows:[&_:is(a,input)]:scroll-mt-0 cards:border-0 cards:bg-transparent";

function HeadRow<Row>({ columns, sort, selectAll }: HeadRowProps<Row>) {
  return (
    <thead className={selectAll || columns.some((column) => sort && column.sortKey) ? "cards:block" : "cards:sr-only"}>
      <tr className="cards:flex cards:flex-wrap cards:items-center cards:gap-2 cards:py-2">
        {selectAll ? (
          <th scope="col" className={classNames(headClass, "rows:w-12 cards:basis-full")}>
            <TickBox {...selectAll} showLabel />
          </th>
        ) : null}
        {columns.map((column) => {
          const className = classNames(
            headClass,
            column.width,
            column.align === "end" && "rows:text-right",
            column.part === "actions" && "rows:*:sr-only",
          );
          if (column.sortKey !== undefined && sort) {
            return (
              <SortHeader
                key={column.id}
                label={column.header}
                sortKey={column.sortKey}
                sort={sort}
                end={column.align === "end"}
                className={className}
              />
            );
          }
          return (
            <th key={column.id} scope="col" className={classNames(className, "px-3 py-2.5 cards:sr-only")}>
              <span>{column.header}</span>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

interface BodyRowProps<Row> extends Partial<Tick> {
  id: string;
  row: Row;
  columns: readonly DataTableColumn<Row>[];
  /** Left out where nothing can be selected. */
  onTick?: OnTick | undefined;
}

// One row that is ticked is one row to render: its props are plain values, so that the other 49 find nothing new.
const BodyRow = memo(function BodyRow<Row>({ id, row, columns, onTick, ...tick }: BodyRowProps<Row>) {
  const { label = "", checked = false, disabled = false } = tick;
  return (
    <tr data-selected={checked ? "" : undefined} className="group">
      {onTick ? (
        <td data-part="tick">
          <TickBox {...{ label, checked, disabled }} onChange={(isRange) => onTick(id, isRange)} />
        </td>
      ) : null}
      {columns.map((column) => (
        <BodyCell key={column.id} column={column} row={row} />
      ))}
    </tr>
  );
}) as <Row>(props: BodyRowProps<Row>) => ReactNode;

function BodyCell<Row>({ column, row }: { column: DataTableColumn<Row>; row: Row }) {
  const { part, header, align } = column;
  if (part === "title") return <th scope="row">{column.cell(row)}</th>;
  if (part === "actions") return <td data-part="actions">{column.cell(row)}</td>;
  return (
    <td data-label={header} data-align={align}>
      <div>{column.cell(row)}</div>
    </td>
  );
}
