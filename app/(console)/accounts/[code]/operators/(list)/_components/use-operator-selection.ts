"use client";

import { useState } from "react";
import type { OperatorRowDto } from "@/lib/schemas/operator";

/** Whom an act is about: these, or all that the list's filter matches. */
export type SelectionTarget =
  | { readonly kind: "chosen"; readonly operators: readonly OperatorRowDto[] }
  | { readonly kind: "matching"; readonly count: number };

/**
 * Who is selected: rows, remembered with their names over all pages that were turned, or everybody the filter matches.
 * Another filter (`filterKey`) starts anew, so that nobody stays selected out of sight.
 */
export function useOperatorSelection(filterKey: string) {
  const [chosen, setChosen] = useState<ReadonlyMap<string, OperatorRowDto>>(new Map());
  const [matching, setMatching] = useState(false);
  const [key, setKey] = useState(filterKey);
  if (key !== filterKey) {
    setKey(filterKey);
    setChosen(new Map());
    setMatching(false);
  }
  return {
    chosen,
    matching,
    ids: new Set(chosen.keys()),
    selectMatching: () => setMatching(true),
    clear: () => {
      setChosen(new Map());
      setMatching(false);
    },
    /** Takes the table's answer, which knows ids alone, together with the rows on screen. */
    select: (ids: ReadonlySet<string>, rows: readonly OperatorRowDto[]) => {
      setMatching(false);
      setChosen((before) => {
        const known = new Map([...before, ...rows.map((row) => [row.id, row] as const)]);
        return new Map(
          [...ids].flatMap((id) => {
            const row = known.get(id);
            return row ? [[id, row] as const] : [];
          }),
        );
      });
    },
  };
}
