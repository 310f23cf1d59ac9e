"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useRef } from "react";
import { formatNumber } from "@/lib/i18n/formats";
import { Button } from "./button";

interface SelectionBarProps {
  count: number;
  onClear: () => void;
  /** "select all N that match", beside the count. */
  more?: { readonly label: string; readonly onSelect: () => void } | undefined;
  /** What can be done with the selection. */
  children: ReactNode;
}

/** Stays at the bottom of the screen while something is selected: in a low window in one line, whose end is scrolled to. */
export function SelectionBar({ count, onClear, more, children }: SelectionBarProps) {
  const t = useTranslations("ui");
  const clear = useRef<HTMLButtonElement>(null);
  const isEmpty = count === 0;
  return (
    <div
      data-selection-bar={isEmpty ? undefined : ""}
      className={
        isEmpty
          ? "sr-only"
          : "sticky bottom-3 z-10 mt-3 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-8 border border-primary bg-raised px-4 py-2.5 shadow-2 low:flex-nowrap low:overflow-x-auto low:whitespace-nowrap"
      }
    >
      {/* The number alone is news at each tick; what can be done with it is not read out again. */}
      <span role="status" className="font-bold tabular-nums">
        {isEmpty ? null : t("selected", { number: formatNumber(count) })}
      </span>
      {isEmpty ? null : (
        <>
          {more ? (
            <Button
              variant="ghost"
              size="sm"
              onClick={() => {
                // This button goes with what it does, and would take the focus along.
                clear.current?.focus();
                more.onSelect();
              }}
            >
              {more.label}
            </Button>
          ) : null}
          <span className="ml-auto flex flex-wrap justify-end gap-2 whitespace-nowrap not-low:max-sm:basis-full low:flex-nowrap">
            <Button ref={clear} variant="ghost" size="sm" onClick={onClear}>
              {t("clearSelection")}
            </Button>
            {children}
          </span>
        </>
      )}
    </div>
  );
}
