"use client";

import { AlertDialog as Base } from "@base-ui/react/alert-dialog";
import { useTranslations } from "next-intl";
import { type ReactNode, useRef } from "react";
import { Button } from "./button";
import { classNames } from "./class-names";
import { backdropClass, DialogActions, dialogPopupClass, dialogViewportClass, dialogWidths } from "./dialog";

interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** What happens, and whether it can be undone. */
  lead: ReactNode;
  /** Who is affected, an error, a choice. */
  children?: ReactNode;
  confirmLabel: ReactNode;
  onConfirm: () => void;
  cancelLabel?: ReactNode;
  tone?: "primary" | "danger" | undefined;
  /** The work is under way: the dialog stays open until it is known how it ended. */
  pending?: boolean | undefined;
  size?: keyof typeof dialogWidths | undefined;
}

/** Asks before something is done. A click outside does not close it, and it opens with the focus on the safe button. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, onOpenChange, title, lead, children, confirmLabel, onConfirm, cancelLabel, tone = "primary" } = props;
  const t = useTranslations("ui");
  const cancel = useRef<HTMLButtonElement>(null);
  const change = (next: boolean) => {
    if (next || !props.pending) onOpenChange(next);
  };
  return (
    <Base.Root open={open} onOpenChange={change}>
      <Base.Portal>
        <Base.Backdrop className={backdropClass} />
        <Base.Viewport className={dialogViewportClass}>
          <Base.Popup initialFocus={cancel} className={classNames(dialogPopupClass, dialogWidths[props.size ?? "md"])}>
            <Base.Title className="text-xl leading-normal">{title}</Base.Title>
            <Base.Description render={<div />}>{lead}</Base.Description>
            {children ? <div className="grid min-w-0 gap-4">{children}</div> : null}
            <DialogActions>
              <Button ref={cancel} onClick={() => change(false)} disabled={props.pending}>
                {cancelLabel ?? t("cancel")}
              </Button>
              <Button variant={tone} onClick={onConfirm} pending={props.pending}>
                {confirmLabel}
              </Button>
            </DialogActions>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}
