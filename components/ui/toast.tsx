"use client";

import {
  createContext,
  type ReactNode,
  startTransition,
  use,
  useEffect,
  useEffectEvent,
  useMemo,
  useState,
} from "react";
import { loadLater } from "./load-later";
import { createToastQueue, type ToastOptions, type ToastQueue, type ToastTone } from "./toast-queue";

const ToastRegion = loadLater(() => import("./toast-region").then((module) => module.ToastRegion), { quietly: true });

const Queue = createContext<ToastQueue | null>(null);

export function ToastProvider({ children }: { children: ReactNode }) {
  const [needed, setNeeded] = useState(false);
  const [queue] = useState(() => createToastQueue(() => setNeeded(true)));
  // What was pressed answers first.
  useFirstTouch(() => startTransition(() => setNeeded(true)));
  return (
    <Queue value={queue}>
      {children}
      {/* Holds nothing but what is said when the region cannot be loaded; toasts appear in a layer of their own. */}
      <div className="fixed right-3 bottom-3 left-3 z-60 sm:right-6 sm:bottom-6 sm:left-auto sm:w-96">
        {needed ? <ToastRegion queue={queue} /> : null}
      </div>
    </Queue>
  );
}

/** Somebody presses something: there may soon be news of it, and a screen reader reads only a region it knows already. */
function useFirstTouch(onTouch: () => void): void {
  const listener = useEffectEvent(onTouch);
  useEffect(() => {
    const touched = new AbortController();
    const begin = () => {
      touched.abort();
      listener();
    };
    const options = { capture: true, signal: touched.signal };
    document.addEventListener("pointerdown", begin, options);
    document.addEventListener("keydown", begin, options);
    return () => touched.abort();
  }, []);
}

/** Short news about work that is done. Errors that a person must act on belong on the page, in a Notice. */
export function useToast() {
  const queue = use(Queue);
  if (!queue) throw new Error("useToast is called outside ToastProvider");
  return useMemo(() => {
    const say = (tone: ToastTone) => (title: string, options?: ToastOptions) => queue.add({ tone, title, ...options });
    return { success: say("success"), info: say("info"), danger: say("danger"), close: queue.close };
  }, [queue]);
}
