"use client";

import { Menu as Base } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import { type FocusEvent, type KeyboardEvent, type ReactNode, type RefObject, useLayoutEffect, useRef } from "react";
import { classNames } from "./class-names";
import { Link } from "./link";

export type MenuEntry =
  | {
      key: string;
      label: ReactNode;
      icon?: ReactNode;
      tone?: "danger" | undefined;
      /** Marks the one that is shown now, as in a contract switcher. */
      current?: boolean | undefined;
      disabled?: boolean | undefined;
      /** A link, or an action. */
      href?: string | undefined;
      onSelect?: (() => void) | undefined;
    }
  | { key: string; separator: true };

interface MenuPopupProps {
  id: string;
  /** The button that opened it: where it stands, and where the focus goes back to. */
  trigger: RefObject<HTMLButtonElement | null>;
  /** By keyboard the first entry takes the focus; by pointer none is chosen yet. Null: closed. */
  opened: "by-pointer" | "by-keyboard" | null;
  onClose: () => void;
  entries: readonly MenuEntry[];
  align: "start" | "end";
  heading: ReactNode;
}

const itemClass =
  "flex min-h-10 w-full items-center gap-2.5 rounded-4 px-3 py-2 text-left text-[0.9375rem] leading-snug no-underline outline-none " +
  "[&_svg]:size-[1.125rem] [&_svg]:shrink-0 data-highlighted:bg-primary-soft data-disabled:cursor-not-allowed data-disabled:text-muted " +
  // Where the system chooses the colours there is no background to tell the entry by.
  "forced-colors:data-highlighted:outline-2 forced-colors:data-highlighted:-outline-offset-2 forced-colors:data-highlighted:outline-solid";

/** What Menu opens; loaded when somebody is about to open one. */
export function MenuPopup({ id, trigger, opened, onClose, entries, align, heading }: MenuPopupProps) {
  const firstIsDue = useRef(false);
  useLayoutEffect(() => {
    firstIsDue.current = opened === "by-keyboard";
  }, [opened]);
  const handOn = ({ target, currentTarget }: FocusEvent) => {
    if (target !== currentTarget || !firstIsDue.current) return;
    firstIsDue.current = false;
    currentTarget.querySelector<HTMLElement>("[role=menuitem]")?.focus();
  };
  // The page's order goes on behind the button, not behind the portal at its end.
  const leave = ({ key, shiftKey }: KeyboardEvent) => {
    if (key !== "Tab" || shiftKey) return;
    trigger.current?.focus();
    onClose();
  };
  // What an entry opened may have the focus by the time the menu has faded: it is given back only where nobody has it.
  const returnFocus = () => (document.activeElement === document.body ? trigger.current : false);
  const change = (next: boolean, details: Base.Root.ChangeEventDetails) => {
    const { target } = details.event;
    const onTrigger = target instanceof Node && trigger.current?.contains(target);
    // A press of the button is its own to answer: closed here first, its click would open the menu again.
    if (details.reason === "outside-press" && onTrigger) details.cancel();
    else if (!next) onClose();
  };
  return (
    <Base.Root modal={false} open={opened !== null} onOpenChange={change}>
      <Base.Portal>
        <Base.Positioner
          className="z-40 outline-none"
          anchor={trigger}
          sideOffset={6}
          align={align}
          collisionPadding={8}
        >
          <Base.Popup
            id={id}
            aria-labelledby={`${id}-trigger`}
            finalFocus={returnFocus}
            onFocus={handOn}
            onKeyDown={leave}
            className="max-h-(--available-height) min-w-52 max-w-[min(22rem,calc(100vw-1rem))] overflow-y-auto rounded-8 border border-border bg-raised p-1.5 text-text shadow-2 outline-none transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0"
          >
            {heading ? <div className="mb-1.5 border-b border-border px-3 pt-1 pb-2.5 text-sm">{heading}</div> : null}
            {entries.map((entry) => (
              <MenuRow key={entry.key} entry={entry} />
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function MenuRow({ entry }: { entry: MenuEntry }) {
  if ("separator" in entry) return <Base.Separator className="my-1.5 h-px bg-border" />;
  const className = classNames(itemClass, entry.tone === "danger" && "text-danger");
  const content = (
    <>
      {entry.icon}
      <span className="min-w-0 flex-1">{entry.label}</span>
      {entry.current ? <Check aria-hidden className="text-primary" /> : null}
    </>
  );
  if (entry.href !== undefined) {
    return (
      <Base.LinkItem
        closeOnClick
        className={className}
        render={<Link href={entry.href} aria-current={entry.current ? "true" : undefined} />}
      >
        {content}
      </Base.LinkItem>
    );
  }
  return (
    <Base.Item className={className} disabled={entry.disabled ?? false} onClick={entry.onSelect}>
      {content}
    </Base.Item>
  );
}
