"use client";

import type { ReactNode } from "react";
import type { DialogSize } from "./dialog";
import { loadLater } from "./load-later";
import { useOnceTrue } from "./use-once-true";

const ConfirmDialogPopup = loadLater(() =>
  import("./confirm-dialog-popup").then((module) => module.ConfirmDialogPopup),
);

export interface ConfirmDialogProps {
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
  size?: DialogSize | undefined;
}

/** Asks before something is done. A click outside does not close it, and it opens with the focus on the safe button. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return useOnceTrue(props.open) ? <ConfirmDialogPopup {...props} /> : null;
}
