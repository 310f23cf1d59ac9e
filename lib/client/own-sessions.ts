"use client";

import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { apiClient, apiPath } from "./api-client";
import { queryKeys } from "./query-keys";
import { onDemand } from "./schemas-on-demand";

const { ownSessionList } = onDemand(() => import("@/lib/schemas/operator-access"));
const { sessionsEnded } = onDemand(() => import("@/lib/schemas/owner"));

/** The logins of the operator who is signed in, a page at a time. */
export function useOwnSessions() {
  return useInfiniteQuery({
    queryKey: queryKeys.ownSessions(),
    queryFn: ({ pageParam, signal }) =>
      apiClient.get("/operator/sessions", { schema: ownSessionList, query: { cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

/** Ends one login of the operator, or all but this one (`null`). */
export function useEndOwnSessions() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string | null) =>
      id === null
        ? apiClient.post("/operator/sessions/end-others", { schema: sessionsEnded })
        : apiClient.delete(`/operator/sessions${apiPath(id)}`, { schema: sessionsEnded }),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.ownSessions() }),
  });
}
