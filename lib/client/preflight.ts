import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import type { PreflightDto } from "@/lib/schemas/preflight";
import { apiClient, apiPath } from "./api-client";
import { PREFLIGHT_AT_ONCE } from "./page-sizes";
import { queryKeys } from "./query-keys";
import { onDemand } from "./schemas-on-demand";

const { preflight } = onDemand(() => import("@/lib/schemas/preflight"));

type Cause = PreflightDto["byCause"][number]["slug"];

/** Who cannot sign in: the counts by cause, and in pages the people; those of one cause, if one is named. */
export function usePreflight(code: string, cause: Cause | undefined) {
  return useInfiniteQuery({
    queryKey: queryKeys.preflight.list(code, { cause }),
    queryFn: ({ pageParam, signal }) =>
      apiClient.get(apiPath("accounts", code, "preflight"), {
        ...{ schema: preflight, signal },
        query: { cause, cursor: pageParam, limit: PREFLIGHT_AT_ONCE },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}
