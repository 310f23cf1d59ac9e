import type { ComparisonDto, ComparisonItemDto } from "@/lib/schemas/check-up";

export type Change = ComparisonItemDto["changes"][number]["change"];

/** What is compared and whom the list shows; all of it stands in the address. */
export type ComparisonView = {
  readonly before: string;
  /** A check-up, or `now`. */
  readonly after: string;
  readonly cause: ComparisonDto["causes"][number]["slug"] | undefined;
  readonly change: Change | undefined;
};

/** The address of a view. */
export function comparisonHref(code: string, { before, after, cause, change }: ComparisonView): string {
  const query = new URLSearchParams({ before, after, ...(cause ? { cause } : {}), ...(change ? { change } : {}) });
  return `/accounts/${code}/check-ups?${query}`;
}
