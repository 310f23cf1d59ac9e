"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { tellTabs, watchTabs } from "@/lib/client/login-tabs";

/**
 * Stands on every page that shows what only its login may see: once this browser's login is another one or none, the page is
 * opened anew, and the server decides who sees what. A login renewed by the same person leaves the page, and what is
 * typed on it, alone.
 * @param holder whose login the page was made for
 */
export function LoginWatch({ holder }: { holder: string }) {
  const router = useRouter();
  const shownTo = useRef(holder);
  useEffect(() => {
    if (shownTo.current !== holder) window.location.reload();
  }, [holder]);
  useEffect(() => {
    tellTabs(holder);
    return watchTabs(holder, () => window.location.reload());
  }, [holder]);
  useEffect(() => {
    // Out of the browser's back/forward cache comes the page of then; while it lay there nobody could tell it anything.
    const look = ({ persisted }: PageTransitionEvent) => {
      if (persisted) router.refresh();
    };
    window.addEventListener("pageshow", look);
    return () => window.removeEventListener("pageshow", look);
  }, [router]);
  return null;
}
