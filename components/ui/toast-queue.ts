import type { ReactNode } from "react";

export type ToastTone = "success" | "info" | "danger";

export interface ToastOptions {
  description?: ReactNode;
  /** One thing to do about it, e.g. undo. Such a toast stays until it is closed. */
  action?: { label: string; onClick: () => void } | undefined;
}

export interface QueuedToast extends ToastOptions {
  id: string;
  tone: ToastTone;
  title: string;
}

interface ToastScreen {
  show: (toast: QueuedToast) => void;
  close: (id: string) => void;
}

export type ToastQueue = ReturnType<typeof createToastQueue>;

/**
 * Keeps toasts until there is something to show them, so that none is lost while that is still being loaded;
 * `onWaiting` is called when one waits.
 */
export function createToastQueue(onWaiting: () => void) {
  const waiting: QueuedToast[] = [];
  let screen: ToastScreen | undefined;
  let made = 0;
  return {
    /** Answers the toast's id, to close it by. */
    add: (toast: Omit<QueuedToast, "id">): string => {
      made += 1;
      const queued = { ...toast, id: `toast-${made}` };
      if (screen) screen.show(queued);
      else {
        waiting.push(queued);
        onWaiting();
      }
      return queued.id;
    },
    close: (id: string): void => {
      screen?.close(id);
      const place = waiting.findIndex((toast) => toast.id === id);
      if (place !== -1) waiting.splice(place, 1);
    },
    /** Shows what waited, and from now on everything at once. Answers how to stop. */
    connect: (shown: ToastScreen): (() => void) => {
      screen = shown;
      for (const toast of waiting.splice(0)) shown.show(toast);
      return () => {
        screen = undefined;
      };
    },
  };
}
