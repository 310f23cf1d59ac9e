"use client";

import { AlertDialog as Base } from "@base-ui/react/alert-dialog";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { Button } from "./button";
import { classNames } from "./class-names";
import type { ConfirmDialogProps } from "./confirm-dialog";
import { backdropClass, DialogActions, dialogPopupClass, dialogViewportClass, dialogWidths } from "./dialog-popup";
import { keepFocusInPage } from "./keep-focus";
import { useCloseOnLeave } from "./use-close-on-leave";

/** What ConfirmDialog shows; loaded when one opens. */
export function ConfirmDialogPopup(props: ConfirmDialogProps) {
  const { open, onOpenChange, title, lead, children, confirmLabel, onConfirm, cancelLabel, tone = "primary" } = props;
  const t = useTranslations("ui");
  const cancel = useRef<HTMLButtonElement>(null);
  const change = (next: boolean) => {
    if (next || !props.pending) onOpenChange(next);
  };
  useCloseOnLeave(open, () => change(false));
  const confirm = () => {
    keepFocusInPage(cancel.current);
    onConfirm();
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
              <Button variant={tone} onClick={confirm} pending={props.pending}>
                {confirmLabel}
              </Button>
            </DialogActions>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}
