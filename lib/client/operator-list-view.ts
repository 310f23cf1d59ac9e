import { type OperatorListQuery, type OperatorSort, operatorFilter, operatorSort } from "@/lib/schemas/operator";

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
  const { status, duplicates, query } = operatorFilter.shape;
  const read = (name: string) => params.get(name) || undefined;
  return {
    status: status.safeParse(read("status")).data ?? "active",
    duplicates: duplicates.safeParse(read("duplicates")).data,
    query: query.safeParse(read("query")).data || undefined,
    sort: operatorSort.safeParse(read("sort")).data ?? DEFAULT_SORT,
    cursor: read("cursor"),
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
