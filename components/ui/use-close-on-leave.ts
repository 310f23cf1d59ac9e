import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useRef } from "react";
import { useLatest } from "./use-latest";

/**
 * Closes a dialog when the browser's "back" has led from what it was opened over to another view of the same page; from
 * another page it is gone by itself.
 */
export function useCloseOnLeave(open: boolean, close: () => void): void {
  const address = `${usePathname()}?${useSearchParams()}`;
  const last = useRef(address);
  const leave = useLatest(() => {
    if (open) close();
  });
  useEffect(() => {
    if (last.current === address) return;
    last.current = address;
    leave();
  }, [address, leave]);
}
