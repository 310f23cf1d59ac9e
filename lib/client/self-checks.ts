"use client";

import { useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";
import type { SelfCheckInput } from "@/lib/schemas/self-check";
import { apiClient, apiPath } from "./api-client";
import { queryKeys } from "./query-keys";
import { onDemand } from "./schemas-on-demand";

const { checkLink, selfCheckAnswer, selfCheckList } = onDemand(() => import("@/lib/schemas/self-check"));

/** Sends what somebody found out, one after the other so that it is kept in that order; the answer is the same for everybody. */
export function useSendSelfCheck() {
  return useMutation({
    scope: { id: "self-checks" },
    mutationFn: (body: SelfCheckInput) => apiClient.post("/self-checks", { schema: selfCheckAnswer, body }),
  });
}

/** A link to the self-check that is one operator's own. */
export function useCheckLink(code: string, id: string) {
  return useQuery({
    queryKey: queryKeys.checkLink.detail(code, id),
    queryFn: ({ signal }) =>
      apiClient.get(apiPath("accounts", code, "operators", id, "check-link"), { schema: checkLink, signal }),
  });
}

/** What the self-checks of an operator, or of a case's report, found, newest first, in pages. `null`: of nobody. */
export function useSelfChecks(code: string, of: "operators" | "cases", id: string | null) {
  return useInfiniteQuery({
    queryKey: queryKeys.selfChecks.detail(code, `${of}/${id ?? ""}`),
    queryFn: ({ pageParam, signal }) =>
      apiClient.get(apiPath("accounts", code, of, id ?? "", "self-checks"), {
        ...{ schema: selfCheckList, signal },
        query: { cursor: pageParam, limit: CHECKS_AT_ONCE },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    enabled: id !== null,
  });
}

/** How many are shown at first, and added at a time. */
export const CHECKS_AT_ONCE = 5;
