"use client";

import { useEffect, useState } from "react";
import { type BrowserGuide, guideOfTouchScreen, isPrivateWindow } from "@/lib/domain/browser-guide";

/** What only the browser itself can tell. null: it cannot, or has not been asked yet. */
export type BrowserFacts = {
  readonly guide: BrowserGuide;
  readonly cookies: boolean | null;
  readonly privateWindow: true | null;
};

/** Asks the browser, once the page's scripts run; until then what its name says has to do. */
export function useBrowserFacts({ guide, apple }: { guide: BrowserGuide; apple: boolean }): BrowserFacts {
  const [facts, setFacts] = useState<BrowserFacts>({ guide, cookies: null, privateWindow: null });
  useEffect(() => {
    const page = { secure: window.isSecureContext, serviceWorkers: "serviceWorker" in navigator, apple };
    setFacts({
      guide: guideOfTouchScreen(guide, navigator.maxTouchPoints),
      cookies: keepsCookies(),
      privateWindow: isPrivateWindow(guide, page),
    });
  }, [guide, apple]);
  return facts;
}

const PROBE = "kenshin.probe";

/** Some browsers say that they keep cookies and do not, so one is set, looked for and taken away. */
function keepsCookies(): boolean {
  if (!navigator.cookieEnabled) return false;
  try {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing on plain http, where Kenshin runs too.
    document.cookie = `${PROBE}=1; path=/; samesite=lax; max-age=60`;
    const kept = document.cookie.split("; ").includes(`${PROBE}=1`);
    // biome-ignore lint/suspicious/noDocumentCookie: as above.
    document.cookie = `${PROBE}=; path=/; samesite=lax; max-age=0`;
    return kept;
  } catch {
    return false;
  }
}
