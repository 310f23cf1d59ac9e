import {
  DUPLICATE_FILTERS,
  OPERATOR_SORTS,
  type OperatorSort,
  readSearch,
  STATUS_FILTERS,
} from "@/lib/domain/operator-list";
import type { OperatorListQuery } from "@/lib/schemas/operator";

/** What the page's address says about the list. */
export type OperatorListView = {
  readonly status: "active" | "deleted" | "all";
  readonly duplicates: "same" | "possible" | undefined;
  readonly query: string | undefined;
  readonly sort: OperatorSort;
  readonly cursor: string | undefined;
};

export const OPERATOR_PAGE_SIZE = 50;
const DEFAULT_SORT: OperatorSort = "name";

type Params = { get(name: string): string | null };

/** Reads an address leniently: a value nobody knows counts as not given, as addresses are typed and shortened by hand. */
export function readOperatorListView(params: Params): OperatorListView {
  const oneOf = <Value extends string>(values: readonly Value[], name: string) =>
    values.find((value) => value === params.get(name));
  return {
    status: oneOf(STATUS_FILTERS, "status") ?? "active",
    duplicates: oneOf(DUPLICATE_FILTERS, "duplicates"),
    query: readSearch(params.get("query") ?? ""),
    sort: oneOf(OPERATOR_SORTS, "sort") ?? DEFAULT_SORT,
    cursor: params.get("cursor") || undefined,
  };
}

/** The address of a view; what is as usual is left out. */
export function operatorListHref(path: string, view: Partial<OperatorListView>): string {
  const params = new URLSearchParams();
  if (view.status && view.status !== "active") params.set("status", view.status);
  if (view.duplicates) params.set("duplicates", view.duplicates);
  if (view.query) params.set("query", view.query);
  if (view.sort && view.sort !== DEFAULT_SORT) params.set("sort", view.sort);
  if (view.cursor) params.set("cursor", view.cursor);
  const search = params.toString();
  return search === "" ? path : `${path}?${search}`;
}

/** The same view as a query of the API. */
export function operatorListQueryOf(view: OperatorListView): OperatorListQuery {
  return { ...view, limit: OPERATOR_PAGE_SIZE, detail: "full" };
}

/** The part that selects operators: what "all that match" means in an export or a bulk delete. */
export function operatorFilterOf({ status, duplicates, query }: OperatorListView) {
  return { status, ...(duplicates ? { duplicates } : {}), ...(query ? { query } : {}) };
}
