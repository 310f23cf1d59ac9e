import { useEffect, useState } from "react";

const PAUSE_MS = 300;

/** A text as it was when its author last paused, so that not every letter is a question to the server. */
export function useSettledText(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(setSettled, PAUSE_MS, text);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
