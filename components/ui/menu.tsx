"use client";

import {
  type ComponentProps,
  cloneElement,
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
  type ReactNode,
  useId,
  useRef,
  useState,
} from "react";
import { loadLater } from "./load-later";
import type { MenuEntry } from "./menu-popup";
import { useOnceTrue } from "./use-once-true";

export type { MenuEntry } from "./menu-popup";

const loadMenuPopup = () => import("./menu-popup").then((module) => module.MenuPopup);
const MenuPopup = loadLater(loadMenuPopup);
// Too early to tell anybody that it failed: who opens the menu is told.
const loadAhead = () => void loadMenuPopup().catch(() => {});

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
  const [opened, setOpened] = useState<"by-pointer" | "by-keyboard" | null>(null);
  const used = useOnceTrue(opened !== null);
  const toggle = ({ detail }: MouseEvent) => {
    // A click that counts no presses comes from a key.
    setOpened(opened ? null : detail === 0 ? "by-keyboard" : "by-pointer");
  };
  const openByArrow = (event: KeyboardEvent) => {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    setOpened("by-keyboard");
  };
  return (
    <>
      {cloneElement(trigger, {
        ref: button,
        id: `${id}-trigger`,
        "aria-haspopup": "menu",
        "aria-expanded": opened !== null,
        "aria-controls": opened ? id : undefined,
        onClick: toggle,
        onKeyDown: openByArrow,
        onPointerEnter: loadAhead,
        onFocus: loadAhead,
      })}
      {used ? (
        <MenuPopup
          {...{ id, opened, align, heading }}
          trigger={button}
          entries={entries()}
          onClose={() => setOpened(null)}
        />
      ) : null}
    </>
  );
}
