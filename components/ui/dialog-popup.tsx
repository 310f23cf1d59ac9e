"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { classNames } from "./class-names";
import type { DialogProps, DialogSize } from "./dialog";
import { IconButton } from "./icon-button";
import { useCloseOnLeave } from "./use-close-on-leave";

export const backdropClass =
  "fixed inset-0 z-40 min-h-dvh bg-black/45 transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0";
export const dialogViewportClass =
  "fixed inset-0 z-50 grid justify-items-center overflow-y-auto p-3 sm:items-center sm:p-6";
export const dialogPopupClass =
  "relative my-auto grid w-full gap-4 rounded-12 border border-border bg-raised p-5 text-text shadow-4 outline-none sm:p-7 " +
  "transition-[opacity,translate] duration-150 data-ending-style:translate-y-1 data-ending-style:opacity-0 " +
  "data-starting-style:translate-y-1 data-starting-style:opacity-0";

export const dialogWidths: Record<DialogSize, string> = { md: "max-w-lg", lg: "max-w-2xl" };

/** Cancel stands left, the action right; on a phone both are as wide as a thumb wants them. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="mt-2 grid grid-cols-2 gap-3 sm:flex sm:justify-end *:only:col-span-2">{children}</div>;
}

/** What Dialog shows; loaded when one opens. */
export function DialogPopup(props: DialogProps) {
  const { open, onOpenChange, title, lead, children, actions, pending, size = "md" } = props;
  const t = useTranslations("ui");
  const change = (next: boolean) => {
    if (next || !pending) onOpenChange(next);
  };
  useCloseOnLeave(open, () => change(false));
  return (
    // A slip beside the dialog must not take with it what was typed in it; Escape and the buttons close it.
    <Base.Root open={open} onOpenChange={change} disablePointerDismissal>
      <Base.Portal>
        <Base.Backdrop className={backdropClass} />
        <Base.Viewport className={dialogViewportClass}>
          <Base.Popup className={classNames(dialogPopupClass, dialogWidths[size])}>
            <div className="grid gap-1.5 pr-9">
              <Base.Title className="text-xl leading-normal">{title}</Base.Title>
              {lead ? <Base.Description className="text-muted">{lead}</Base.Description> : null}
            </div>
            {children ? <div className="grid min-w-0 gap-4">{children}</div> : null}
            {actions ? <DialogActions>{actions}</DialogActions> : null}
            {/* Last in order, so that a dialog opens with the focus on its first field. */}
            <Base.Close
              render={
                <IconButton
                  className="absolute top-4 right-4 sm:top-6 sm:right-6"
                  label={t("close")}
                  icon={<X aria-hidden />}
                />
              }
            />
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}
