import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { DeletedOperatorListQuery } from "@/lib/schemas/operator";
import { apiClient, apiPath } from "./api-client";
import { queryKeys } from "./query-keys";
import { onDemand } from "./schemas-on-demand";

const { undoAnswer } = onDemand(() => import("@/lib/schemas/batch"));
const { deletedOperatorList, operatorWithWarnings } = onDemand(() => import("@/lib/schemas/operator"));

/** What the page's address says about the list. */
export type DeletedListView = { readonly query: string | undefined; readonly cursor: string | undefined };

const PAGE_SIZE = 50;

export function deletedListQueryOf(view: DeletedListView): DeletedOperatorListQuery {
  return { ...view, limit: PAGE_SIZE, detail: "full" };
}

export function deletedListHref(path: string, view: Partial<DeletedListView>): string {
  const params = new URLSearchParams();
  if (view.query) params.set("query", view.query);
  if (view.cursor) params.set("cursor", view.cursor);
  return params.size === 0 ? path : `${path}?${params}`;
}

export function deletedListKey(code: string, view: DeletedListView) {
  return queryKeys.deletedOperators.list(code, deletedListQueryOf(view));
}

export function useDeletedOperators(code: string, view: DeletedListView) {
  const query = deletedListQueryOf(view);
  return useQuery({
    queryKey: deletedListKey(code, view),
    queryFn: ({ signal }) =>
      apiClient.get(apiPath("accounts", code, "deleted-operators"), { schema: deletedOperatorList, query, signal }),
    placeholderData: keepPreviousData,
  });
}

/** Two ways back: `restore` the operator as it was, or `recreate` it without password and history. */
export type WayBack = "restore" | "recreate";

export function useBringBack(code: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, way, force }: { id: string; way: WayBack; force: boolean }) =>
      apiClient.post(apiPath("accounts", code, "deleted-operators", id, way), {
        schema: operatorWithWarnings,
        body: force ? { force } : {},
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.account.all(code) }),
  });
}

/** Takes a whole deletion or clean-up back. */
export function useUndoBatch(code: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, kind }: { id: string; kind: "deletion" | "cleanup" }) =>
      apiClient.post(apiPath("accounts", code, kind === "deletion" ? "deletions" : "cleanups", id, "undo"), {
        schema: undoAnswer,
        body: {},
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.account.all(code) }),
  });
}
