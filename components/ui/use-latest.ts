import { useCallback, useLayoutEffect, useRef } from "react";

/** One function for all renders that does what the newest would, so that what receives it need not render again. */
export function useLatest<Callback extends (...values: never[]) => void>(callback: Callback) {
  const latest = useRef(callback);
  useLayoutEffect(() => {
    latest.current = callback;
  });
  return useCallback((...values: Parameters<Callback>) => latest.current(...values), []);
}
