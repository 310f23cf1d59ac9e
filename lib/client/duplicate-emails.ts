import { type QueryKey, useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import type { CleanupPlanDto, PlanCleanupInput } from "@/lib/schemas/cleanup";
import { apiClient, apiPath } from "./api-client";
import { queryKeys } from "./query-keys";
import { onDemand } from "./schemas-on-demand";

const { undoAnswer } = onDemand(() => import("@/lib/schemas/batch"));
const { batchDetail, batchList } = onDemand(() => import("@/lib/schemas/batch-history"));
const { appliedCleanup, cleanupPlan } = onDemand(() => import("@/lib/schemas/cleanup"));
const { duplicateGroups } = onDemand(() => import("@/lib/schemas/duplicate-email"));

type Confidence = "same" | "possible";
type Paged = { nextCursor: string | null };

/** Past clean-ups shown before more are asked for. */
export const CLEANUPS_SHOWN = 10;
/** Steps of a plan shown before more are asked for. */
const STEPS_SHOWN = 60;

const cleanupPath = (code: string, ...rest: string[]) => apiPath("accounts", code, "cleanups", ...rest);

const growing = {
  initialPageParam: null as string | null,
  getNextPageParam: (page: Paged) => page.nextCursor,
};

/** The first page of a list that grows in place, in the shape its hook keeps it. */
export function firstPage<Page>(page: Page): { pages: Page[]; pageParams: (string | null)[] } {
  return { pages: [page], pageParams: [null] };
}

export function duplicateGroupsKey(code: string, confidence: Confidence): QueryKey {
  return queryKeys.duplicateEmails.list(code, { confidence });
}

/** Groups of one kind; the first page brings the totals of both. */
export function useDuplicateGroups(code: string, confidence: Confidence) {
  return useInfiniteQuery({
    ...growing,
    queryKey: duplicateGroupsKey(code, confidence),
    queryFn: ({ signal, pageParam }) =>
      apiClient.get(apiPath("accounts", code, "duplicate-emails"), {
        schema: duplicateGroups,
        query: { confidence, cursor: pageParam },
        signal,
      }),
  });
}

/** A clean-up (or a plan) with its steps. */
export function useCleanup(code: string, id: string | undefined) {
  return useInfiniteQuery({
    ...growing,
    queryKey: queryKeys.cleanups.detail(code, id ?? ""),
    queryFn: ({ signal, pageParam }) =>
      apiClient.get(cleanupPath(code, id ?? ""), {
        schema: batchDetail,
        query: { limit: STEPS_SHOWN, cursor: pageParam },
        signal,
      }),
    enabled: id !== undefined,
  });
}

export function pastCleanupsKey(code: string): QueryKey {
  return queryKeys.cleanups.list(code);
}

export function usePastCleanups(code: string) {
  return useInfiniteQuery({
    ...growing,
    queryKey: pastCleanupsKey(code),
    queryFn: ({ signal, pageParam }) =>
      apiClient.get(cleanupPath(code), {
        schema: batchList,
        query: { limit: CLEANUPS_SHOWN, cursor: pageParam },
        signal,
      }),
  });
}

export function usePlanCleanup(code: string) {
  return useMutation({
    mutationFn: (body: PlanCleanupInput) => apiClient.post(cleanupPath(code), { schema: cleanupPlan, body }),
  });
}

/** What a clean-up changes shows on every page of the contract. */
function useRefreshAccount(code: string) {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: queryKeys.account.all(code) });
}

export function useApplyCleanup(code: string) {
  return useMutation({
    mutationFn: ({ id, fingerprint }: Pick<CleanupPlanDto, "id" | "fingerprint">) =>
      apiClient.post(cleanupPath(code, id, "apply"), { schema: appliedCleanup, body: { fingerprint } }),
    onSettled: useRefreshAccount(code),
  });
}

export function useUndoCleanup(code: string) {
  return useMutation({
    mutationFn: ({ id, operatorIds }: { id: string; operatorIds?: string[] }) =>
      apiClient.post(cleanupPath(code, id, "undo"), {
        schema: undoAnswer,
        body: operatorIds === undefined ? {} : { operatorIds },
      }),
    onSettled: useRefreshAccount(code),
  });
}
