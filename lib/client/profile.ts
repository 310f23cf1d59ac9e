"use client";

import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import type { ChangePasswordInput, UpdateProfileInput } from "@/lib/schemas/owner";
import { apiClient, apiPath } from "./api-client";
import { queryKeys } from "./query-keys";
import { onDemand } from "./schemas-on-demand";

const { profile, profileSessionPage, sessionsEnded } = onDemand(() => import("@/lib/schemas/owner"));

/** The owner's logins, a page at a time. */
export function useProfileSessions() {
  return useInfiniteQuery({
    queryKey: queryKeys.profile.sessions(),
    queryFn: ({ pageParam, signal }) =>
      apiClient.get("/profile/sessions", { schema: profileSessionPage, query: { cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** Changes name, language or theme, one after the other: an answer that was overtaken would bring back what was before. */
export function useUpdateProfile() {
  return useMutation({
    scope: { id: "profile" },
    mutationFn: (body: UpdateProfileInput) => apiClient.patch("/profile", { schema: profile, body }),
  });
}

/** Changes the password; the other logins end with it. */
export function useChangePassword() {
  const refresh = useRefreshSessions();
  return useMutation({
    mutationFn: (body: ChangePasswordInput) => apiClient.post("/profile/password", { schema: sessionsEnded, body }),
    onSuccess: refresh,
  });
}

/** Ends one login. */
export function useEndSession() {
  const refresh = useRefreshSessions();
  return useMutation({
    mutationFn: (id: string) => apiClient.delete(`/profile/sessions${apiPath(id)}`, { schema: sessionsEnded }),
    // Also after a refusal: it is most often gone already.
    onSettled: refresh,
  });
}

/** Ends every login but this one. */
export function useEndOtherSessions() {
  const refresh = useRefreshSessions();
  return useMutation({
    mutationFn: () => apiClient.post("/profile/sessions/end-others", { schema: sessionsEnded }),
    onSettled: refresh,
  });
}

function useRefreshSessions(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: queryKeys.profile.sessions() });
}
