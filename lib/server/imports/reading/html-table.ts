import "server-only";
import { type DefaultTreeAdapterTypes, defaultTreeAdapter } from "parse5";
import type { RawRow } from "@/lib/domain/import/columns";
import { textOf } from "./html-text";
import type { ListCaps } from "./list-caps";
import { tooLarge } from "./list-source";

type Element = DefaultTreeAdapterTypes.Element;

/** A cell that reaches into rows below: what it says, and how many of them are left. */
type Overhang = { readonly text: string; rowsLeft: number };

/**
 * The rows of one table as a grid, spans filled in with the text of their cell, tables inside it left out.
 * Spans are capped (S34): `colspan=1000000` must not become a million cells, nor a row of spans more than the cap.
 */
export function readTable(table: Element, caps: ListCaps): RawRow[] {
  const overhangs = new Map<number, Overhang>();
  let spanned = 0;
  return rowsOf(table).map((tr, index) => {
    const cells = readCells(tr, overhangs, caps);
    spanned += cells.length - tr.childNodes.length;
    // A short row under many row spans is a long one; rows of that kind multiply.
    if (spanned > caps.spannedCells) throw tooLarge(caps.spannedCells, "cells");
    return { row: index + 1, cells };
  });
}

function readCells(tr: Element, overhangs: Map<number, Overhang>, caps: ListCaps): string[] {
  const cells: string[] = [];
  const fillFromAbove = () => {
    for (let above = overhangs.get(cells.length); above !== undefined; above = overhangs.get(cells.length)) {
      if (above.rowsLeft === 1) overhangs.delete(cells.length);
      else above.rowsLeft--;
      cells.push(above.text);
    }
  };
  for (const cell of elementsIn(tr)) {
    if (cell.tagName !== "td" && cell.tagName !== "th") continue;
    fillFromAbove();
    const text = textOf(cell, "own");
    const rowsLeft = readSpan(cell, "rowspan", caps) - 1;
    const columns = readSpan(cell, "colspan", caps);
    for (let column = 0; column < columns; column++) {
      // A surplus cell is only counted, and only so far: one beyond the cap is as wrong as a thousand.
      if (column > 0 && cells.length > caps.columns) break;
      if (rowsLeft > 0) overhangs.set(cells.length, { text, rowsLeft });
      cells.push(text);
    }
  }
  fillFromAbove();
  return cells;
}

function readSpan(cell: Element, name: "rowspan" | "colspan", caps: ListCaps): number {
  const span = Number.parseInt(cell.attrs.find((attribute) => attribute.name === name)?.value ?? "1", 10);
  return Number.isNaN(span) || span < 1 ? 1 : Math.min(span, caps.span);
}

// The parser puts every tr into a tbody, thead or tfoot, whatever the page wrote.
function rowsOf(table: Element): Element[] {
  return elementsIn(table)
    .flatMap((part) => (part.tagName === "tr" ? [part] : part.tagName === "caption" ? [] : elementsIn(part)))
    .filter((row) => row.tagName === "tr");
}

function elementsIn(parent: Element): Element[] {
  return parent.childNodes.filter((node): node is Element => defaultTreeAdapter.isElementNode(node));
}
