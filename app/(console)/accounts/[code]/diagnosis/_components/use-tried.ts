import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { PERSONS_CAUSES, type PersonsCause } from "@/lib/domain/login/verdict";

/**
 * What the person has tried in vain; undefined: nothing is ticked here, so what the open case remembers counts. It stands in
 * the page's address too, so that a reload and the way back lose nothing of it where no case is kept.
 */
export function useTried() {
  const parameters = useSearchParams();
  const named = parameters.getAll("tried");
  const [tried, setTried] = useState<readonly PersonsCause[] | undefined>(
    named.length === 0 ? undefined : PERSONS_CAUSES.filter((cause) => named.includes(cause)),
  );
  const keepTried = (next: readonly PersonsCause[]) => {
    setTried(next);
    const query = new URLSearchParams(parameters);
    query.delete("tried");
    for (const cause of next) query.append("tried", cause);
    // Not by the router: nothing of the page has to be asked for anew.
    window.history.replaceState(null, "", `?${query}`);
  };
  return [tried, keepTried] as const;
}
