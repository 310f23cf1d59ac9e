import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { BulkDeleteInput } from "@/lib/schemas/bulk-delete";
import type { CreateOperatorInput, UpdateOperatorInput } from "@/lib/schemas/operator";
import { apiClient, apiPath } from "./api-client";
import { ApiError } from "./api-error";
import { type OperatorListView, operatorFilterOf, operatorListQueryOf } from "./operator-list-view";
import { queryKeys } from "./query-keys";
import { onDemand } from "./schemas-on-demand";

const { undoAnswer } = onDemand(() => import("@/lib/schemas/batch"));
const { deletionAnswer } = onDemand(() => import("@/lib/schemas/bulk-delete"));
const { operator, operatorList, operatorWithWarnings } = onDemand(() => import("@/lib/schemas/operator"));

const operatorsPath = (code: string) => apiPath("accounts", code, "operators");
const operatorPath = (code: string, id: string) => apiPath("accounts", code, "operators", id);

/** Most names a delete dialog lists. */
export const NAMED_IN_DIALOG = 20;

/** The key a server page puts its list under, and `useOperatorList` finds it by. */
export function operatorListKey(code: string, view: OperatorListView) {
  return queryKeys.operators.list(code, operatorListQueryOf(view));
}

export function useOperatorList(code: string, view: OperatorListView) {
  const query = operatorListQueryOf(view);
  return useQuery({
    queryKey: operatorListKey(code, view),
    queryFn: ({ signal }) => apiClient.get(operatorsPath(code), { schema: operatorList, query, signal }),
    placeholderData: keepPreviousData,
  });
}

/** The first of all that match, for a dialog that names them. */
export function useFirstOperators(code: string, view: OperatorListView, enabled: boolean) {
  const query = { ...operatorFilterOf(view), sort: view.sort, limit: NAMED_IN_DIALOG };
  return useQuery({
    queryKey: queryKeys.operators.list(code, { ...query, first: true }),
    queryFn: ({ signal }) => apiClient.get(operatorsPath(code), { schema: operatorList, query, signal }),
    enabled,
    staleTime: 0,
  });
}

/** What changes an operator can change everything that is shown of its contract. */
function useRefreshAccount(code: string) {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: queryKeys.account.all(code) });
}

/** Whether something was refused because the filter matches another number by now. */
function isStaleCount(error: unknown): boolean {
  return error instanceof ApiError && error.code === "stale_count";
}

/**
 * How many are confirmed: as they were counted, or, once that was refused, as the list has them now (`total`; undefined
 * until that is known).
 */
export function countToConfirm(error: unknown, counted: number, total: number | undefined): number {
  return isStaleCount(error) ? (total ?? counted) : counted;
}

/** Whoever is told that the list is another by now has to find that one: the same again would be refused for ever. */
export function useRefreshWhenStale(code: string) {
  const refresh = useRefreshAccount(code);
  return (error: Error) => (isStaleCount(error) ? refresh() : undefined);
}

export function useCreateOperator(code: string) {
  return useMutation({
    mutationFn: (body: Omit<CreateOperatorInput, "registeredOn"> & { registeredOn?: string | null }) =>
      apiClient.post(operatorsPath(code), { schema: operatorWithWarnings, body }),
    onSuccess: useRefreshAccount(code),
  });
}

export function useUpdateOperator(code: string) {
  return useMutation({
    mutationFn: ({ id, ...body }: UpdateOperatorInput & { id: string }) =>
      apiClient.patch(operatorPath(code, id), { schema: operatorWithWarnings, body }),
    onSuccess: useRefreshAccount(code),
  });
}

/** The operator as it is now, past every cache: for an edit that came too late. */
export function useReloadOperator(code: string) {
  return useMutation({ mutationFn: (id: string) => apiClient.get(operatorPath(code, id), { schema: operator }) });
}

export function useDeleteOperators(code: string) {
  return useMutation({
    mutationFn: (body: BulkDeleteInput) =>
      apiClient.post(apiPath("accounts", code, "operators", "bulk-delete"), { schema: deletionAnswer, body }),
    onSuccess: useRefreshAccount(code),
    onError: useRefreshWhenStale(code),
  });
}

export function useUndoDeletion(code: string) {
  return useMutation({
    mutationFn: (batchId: string) =>
      apiClient.post(apiPath("accounts", code, "deletions", batchId, "undo"), { schema: undoAnswer, body: {} }),
    onSuccess: useRefreshAccount(code),
  });
}
