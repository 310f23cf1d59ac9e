"use client";

import { Toast as Base } from "@base-ui/react/toast";
import { CircleAlert, CircleCheck, Info, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useMemo } from "react";
import { buttonClass } from "./button";

type ToastTone = "success" | "info" | "danger";

interface ToastOptions {
  description?: ReactNode;
  /** One thing to do about it, e.g. undo. Such a toast stays until it is closed. */
  action?: { label: string; onClick: () => void } | undefined;
}

const icons: Record<ToastTone, ReactNode> = {
  success: <CircleCheck aria-hidden className="text-success" />,
  info: <Info aria-hidden className="text-info" />,
  danger: <CircleAlert aria-hidden className="text-danger" />,
};

export function ToastProvider({ children }: { children: ReactNode }) {
  const t = useTranslations("ui");
  return (
    <Base.Provider timeout={6000} limit={3}>
      {children}
      <Base.Portal>
        <Base.Viewport
          aria-label={t("notifications")}
          className="fixed right-3 bottom-3 left-3 z-60 flex flex-col gap-2 outline-none sm:right-6 sm:bottom-6 sm:left-auto sm:w-96"
        >
          <ToastList />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function ToastList() {
  const t = useTranslations("ui");
  const { toasts } = Base.useToastManager();
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

/** Short news about work that is done. Errors that a person must act on belong on the page, in a Notice. */
export function useToast() {
  const { add, close } = Base.useToastManager();
  return useMemo(() => {
    const show =
      (type: ToastTone) =>
      (title: string, options: ToastOptions = {}) => {
        const { action, description } = options;
        const id: string = add({
          type,
          title,
          priority: type === "danger" ? "high" : "low",
          ...(description === undefined ? {} : { description }),
          ...(action === undefined
            ? {}
            : {
                timeout: 0,
                actionProps: {
                  children: action.label,
                  onClick: () => {
                    close(id);
                    action.onClick();
                  },
                },
              }),
        });
        return id;
      };
    return { success: show("success"), info: show("info"), danger: show("danger"), close };
  }, [add, close]);
}
