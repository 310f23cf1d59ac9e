"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { formatNumber } from "@/lib/i18n/formats";
import { Button } from "./button";

interface SelectionBarProps {
  count: number;
  onClear: () => void;
  /** "select all N that match", shown beside the count. */
  more?: ReactNode;
  /** What can be done with the selection. */
  children: ReactNode;
}

/** Stays at the bottom of the screen while something is selected. */
export function SelectionBar({ count, onClear, more, children }: SelectionBarProps) {
  const t = useTranslations("ui");
  return (
    <div role="status" className={count === 0 ? "sr-only" : "sticky bottom-3 z-10 mt-3"}>
      {count === 0 ? null : (
        <div
          data-selection-bar=""
          className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-8 border border-primary bg-raised px-4 py-2.5 shadow-2"
        >
          <span className="font-bold tabular-nums">{t("selected", { number: formatNumber(count) })}</span>
          {more}
          <span className="ml-auto flex flex-wrap justify-end gap-2 whitespace-nowrap max-sm:basis-full">
            <Button variant="ghost" size="sm" onClick={onClear}>
              {t("clearSelection")}
            </Button>
            {children}
          </span>
        </div>
      )}
    </div>
  );
}
