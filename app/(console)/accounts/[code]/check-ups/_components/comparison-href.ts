import type { ComparisonView } from "@/lib/client/check-ups";

/** The address of a view: all that is chosen stands in it, so that it can be shared. */
export function comparisonHref(code: string, { before, after, cause, change }: ComparisonView): string {
  const query = new URLSearchParams({ before, after, ...(cause ? { cause } : {}), ...(change ? { change } : {}) });
  return `/accounts/${code}/check-ups?${query}`;
}
