"use client";

import dynamic from "next/dynamic";
import {
  type ComponentProps,
  cloneElement,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  useId,
  useRef,
  useState,
} from "react";
import type { MenuEntry } from "./menu-popup";

export type { MenuEntry } from "./menu-popup";

const loadMenuPopup = () => import("./menu-popup");
const MenuPopup = dynamic(() => loadMenuPopup().then((module) => module.MenuPopup), { ssr: false });

interface MenuProps {
  /** The button that opens it, e.g. a Button or IconButton. */
  trigger: ReactElement<ComponentProps<"button">>;
  /** Asked for when the menu opens: a list has a menu in every row, and most are never opened. */
  entries: () => readonly MenuEntry[];
  align?: "start" | "end" | undefined;
  /** Shown above the entries, e.g. who is signed in. */
  heading?: ReactNode;
}

/** A button with a menu, of which a page holds no more than the button until it is pressed. */
export function Menu({ trigger, entries, align = "end", heading }: MenuProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [used, setUsed] = useState(false);
  const show = (next: boolean) => {
    setUsed(true);
    setOpen(next);
  };
  const openByArrow = (event: KeyboardEvent) => {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    show(true);
  };
  return (
    <>
      {cloneElement(trigger, {
        ref: button,
        id: `${id}-trigger`,
        "aria-haspopup": "menu",
        "aria-expanded": open,
        "aria-controls": open ? id : undefined,
        onClick: () => show(!open),
        onKeyDown: openByArrow,
        onPointerEnter: () => void loadMenuPopup(),
        onFocus: () => void loadMenuPopup(),
      })}
      {used ? (
        <MenuPopup
          {...{ id, open, align, heading }}
          trigger={button}
          entries={entries()}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}
