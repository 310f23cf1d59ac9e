"use client";

import type { ReactNode } from "react";
import { loadLater } from "./load-later";
import { useOnceTrue } from "./use-once-true";

const DialogPopup = loadLater(() => import("./dialog-popup").then((module) => module.DialogPopup));

export type DialogSize = "md" | "lg";

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** One or two sentences, read out when the dialog opens. */
  lead?: ReactNode;
  children?: ReactNode;
  /** Buttons, cancel first. */
  actions?: ReactNode;
  /** The work is under way: the dialog stays open until it is known how it ended. */
  pending?: boolean | undefined;
  size?: DialogSize | undefined;
}

/** A dialog, of which a page holds nothing until it opens for the first time. */
export function Dialog(props: DialogProps) {
  return useOnceTrue(props.open) ? <DialogPopup {...props} /> : null;
}
