"use client";

import { Toast as Base } from "@base-ui/react/toast";
import { CircleAlert, CircleCheck, Info, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect } from "react";
import { buttonClass } from "./button-class";
import type { ToastQueue, ToastTone } from "./toast-queue";

const icons: Record<ToastTone, ReactNode> = {
  success: <CircleCheck aria-hidden className="text-success" />,
  info: <Info aria-hidden className="text-info" />,
  danger: <CircleAlert aria-hidden className="text-danger" />,
};

/** Where toasts appear and are read out; loaded when somebody begins to do something. */
export function ToastRegion({ queue }: { queue: ToastQueue }) {
  const t = useTranslations("ui");
  return (
    <Base.Provider timeout={6000} limit={3}>
      <Base.Portal>
        <Base.Viewport
          aria-label={t("notifications")}
          // Out of the way of a selection's bar, whose buttons it would cover: above it, or at the top where that takes several lines.
          className="fixed right-3 bottom-3 left-3 z-60 flex flex-col gap-2 outline-none sm:right-6 sm:bottom-6 sm:left-auto sm:w-96 max-lg:[body:has([data-selection-bar])_&]:top-[calc(var(--shell-header)+0.75rem)] max-lg:[body:has([data-selection-bar])_&]:bottom-auto lg:[body:has([data-selection-bar])_&]:bottom-24"
        >
          <ToastList queue={queue} />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function ToastList({ queue }: { queue: ToastQueue }) {
  const t = useTranslations("ui");
  const { toasts, add, close } = Base.useToastManager();
  useEffect(
    () =>
      queue.connect({
        close,
        show: ({ id, tone, title, description, action }) => {
          add({
            ...{ id, title, description, type: tone, priority: tone === "danger" ? "high" : "low" },
            ...(action && {
              timeout: 0,
              actionProps: {
                children: action.label,
                // A double click is one: the way back is gone once.
                onClick: (event) => {
                  if (event.detail > 1) return;
                  close(id);
                  action.onClick();
                },
              },
            }),
          });
        },
      }),
    [queue, add, close],
  );
  return toasts.map((toast) => (
    <Base.Root
      key={toast.id}
      toast={toast}
      swipeDirection={["right", "down"]}
      className="rounded-8 border border-border bg-raised text-text shadow-2 transition-opacity duration-200 data-ending-style:opacity-0 data-limited:hidden data-starting-style:opacity-0"
    >
      <Base.Content className="flex items-start gap-3 p-3 pl-4 [&_svg]:size-5 [&_svg]:shrink-0">
        <span className="pt-1.5">{icons[(toast.type ?? "info") as ToastTone]}</span>
        <div className="grid min-w-0 flex-1 gap-0.5 py-1">
          <Base.Title render={<p />} className="font-medium leading-normal [word-break:auto-phrase]" />
          <Base.Description className="text-sm text-muted" />
        </div>
        {toast.actionProps ? <Base.Action className={buttonClass("ghost", "sm")} /> : null}
        <Base.Close
          aria-label={t("close")}
          className="inline-flex size-9 shrink-0 items-center justify-center rounded-6 text-muted hover:bg-sunken hover:text-text"
        >
          <X aria-hidden />
        </Base.Close>
      </Base.Content>
    </Base.Root>
  ));
}
