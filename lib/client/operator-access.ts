"use client";

import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { apiClient, apiPath } from "./api-client";
import { ATTEMPTS_AT_ONCE } from "./page-sizes";
import { queryKeys } from "./query-keys";
import { onDemand } from "./schemas-on-demand";

const { loginAttemptList } = onDemand(() => import("@/lib/schemas/login-attempt"));
const { lockedOperatorList, operatorLock, operatorSessionList } = onDemand(
  () => import("@/lib/schemas/operator-access"),
);
const { sessionsEnded } = onDemand(() => import("@/lib/schemas/owner"));

const pathOf = (code: string, id: string) => apiPath("accounts", code, "operators", id);

/** Whether wrong passwords keep an operator waiting. */
export function useOperatorLock(code: string, id: string) {
  return useQuery({
    queryKey: queryKeys.operatorLock.detail(code, id),
    queryFn: ({ signal }) => apiClient.get(`${pathOf(code, id)}/lock`, { schema: operatorLock, signal }),
  });
}

export function useUnlockOperator(code: string, id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => apiClient.post(`${pathOf(code, id)}/unlock`, { schema: operatorLock }),
    onSuccess: async (lock) => {
      client.setQueryData(queryKeys.operatorLock.detail(code, id), lock);
      await Promise.all([
        client.invalidateQueries({ queryKey: queryKeys.locks.all(code) }),
        client.invalidateQueries({ queryKey: queryKeys.health.all(code) }),
      ]);
    },
  });
}

/** Everybody of a contract who has to wait now, in pages. */
export function useLockedOperators(code: string) {
  return useInfiniteQuery({
    queryKey: queryKeys.locks.list(code),
    queryFn: ({ pageParam, signal }) =>
      apiClient.get(apiPath("accounts", code, "locks"), {
        ...{ schema: lockedOperatorList, signal },
        query: { cursor: pageParam },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

/** The live logins of an operator, a page at a time. */
export function useOperatorSessions(code: string, id: string) {
  return useInfiniteQuery({
    queryKey: queryKeys.operatorSessions.detail(code, id),
    queryFn: ({ pageParam, signal }) =>
      apiClient.get(`${pathOf(code, id)}/sessions`, {
        ...{ schema: operatorSessionList, signal },
        query: { cursor: pageParam },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

/** Ends one login of an operator, or all of them (`null`). */
export function useEndOperatorSessions(code: string, id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (sessionId: string | null) =>
      sessionId === null
        ? apiClient.post(`${pathOf(code, id)}/sessions/end-all`, { schema: sessionsEnded })
        : apiClient.delete(`${pathOf(code, id)}/sessions${apiPath(sessionId)}`, { schema: sessionsEnded }),
    // Also after a refusal: it is most often gone already.
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.operatorSessions.detail(code, id) }),
  });
}

/** An operator's tries to sign in, newest first, in pages. */
export function useLoginAttempts(code: string, id: string) {
  return useInfiniteQuery({
    queryKey: queryKeys.loginAttempts.detail(code, id),
    queryFn: ({ pageParam, signal }) =>
      apiClient.get(`${pathOf(code, id)}/login-attempts`, {
        ...{ schema: loginAttemptList, signal },
        query: { cursor: pageParam, limit: ATTEMPTS_AT_ONCE },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}
