"use client";

import { Tabs as Base } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import { tabClass, tabListClass } from "./tab-links";

export interface TabItem {
  value: string;
  label: ReactNode;
  content: ReactNode;
}

interface TabsProps {
  label: string;
  items: readonly TabItem[];
  /** Uncontrolled by default, starting with the first. */
  value?: string | undefined;
  onValueChange?: ((value: string) => void) | undefined;
}

/** Parts of one page. For lists whose state lives in the URL use TabLinks. */
export function Tabs({ label, items, value, onValueChange }: TabsProps) {
  const control =
    value === undefined
      ? { defaultValue: items[0]?.value }
      : { value, onValueChange: (next: unknown) => onValueChange?.(String(next)) };
  return (
    <Base.Root {...control} className="grid gap-5">
      <Base.List aria-label={label} className={tabListClass}>
        {items.map((item) => (
          <Base.Tab key={item.value} value={item.value} className={tabClass}>
            {item.label}
          </Base.Tab>
        ))}
      </Base.List>
      {items.map((item) => (
        <Base.Panel key={item.value} value={item.value} className="min-w-0">
          {item.content}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
