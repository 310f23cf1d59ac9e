import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { CHECK_UPS_KEPT, type CheckUpChange } from "@/lib/domain/check-up";
import type { CauseSlug } from "@/lib/domain/login/verdict";
import { apiClient, apiPath } from "./api-client";
import { COMPARED_AT_ONCE } from "./page-sizes";
import { queryKeys } from "./query-keys";
import { onDemand } from "./schemas-on-demand";

const { checkUp, checkUpList, comparison } = onDemand(() => import("@/lib/schemas/check-up"));

const checkUpsPath = (code: string) => apiPath("accounts", code, "check-ups");

/** Every check-up of a contract that is kept, the newest first. */
export function useCheckUps(code: string) {
  return useQuery({
    queryKey: queryKeys.checkUps.list(code),
    queryFn: ({ signal }) =>
      apiClient.get(checkUpsPath(code), { schema: checkUpList, query: { limit: CHECK_UPS_KEPT }, signal }),
  });
}

/** Keeps the check-up of this moment, to compare later ones with. */
export function useRecordCheckUp(code: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => apiClient.post(checkUpsPath(code), { schema: checkUp }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.checkUps.all(code) }),
  });
}

/** Which two check-ups, and whom of those for whom something has changed. */
export type ComparisonView = {
  readonly before: string;
  /** A check-up, or `now`. */
  readonly after: string;
  readonly cause: CauseSlug | undefined;
  readonly change: CheckUpChange | undefined;
};

/** Two check-ups side by side, and in pages the people for whom something has changed. */
export function useComparison(code: string, { before, after, cause, change }: ComparisonView) {
  return useInfiniteQuery({
    queryKey: queryKeys.comparisons.list(code, { before, after, cause, change }),
    queryFn: ({ pageParam, signal }) =>
      apiClient.get(apiPath("accounts", code, "check-ups", before, "compare"), {
        ...{ schema: comparison, signal },
        query: { with: after, cause, change, cursor: pageParam, limit: COMPARED_AT_ONCE },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}
