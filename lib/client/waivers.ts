"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { WaiverInput } from "@/lib/schemas/waiver";
import { apiClient, apiPath } from "./api-client";
import { ENDED_WAIVERS_AT_ONCE } from "./page-sizes";
import { queryKeys } from "./query-keys";
import { onDemand } from "./schemas-on-demand";

const { waiver, waiverList } = onDemand(() => import("@/lib/schemas/waiver"));

/** The waivers of a contract that ended, newest first. */
export function useEndedWaivers(code: string) {
  return useQuery({
    queryKey: queryKeys.waivers.list(code, { status: "ended" }),
    queryFn: ({ signal }) =>
      apiClient.get(apiPath("accounts", code, "waivers"), {
        ...{ schema: waiverList, signal },
        query: { status: "ended", limit: ENDED_WAIVERS_AT_ONCE },
      }),
  });
}

/** Waives a row of the sheet. */
export function useAddWaiver(code: string) {
  return useMutation({
    mutationFn: (body: WaiverInput) => apiClient.post(apiPath("accounts", code, "waivers"), { schema: waiver, body }),
    onSettled: useRefreshGrades(code),
  });
}

/** Takes a waiver back. */
export function useCancelWaiver(code: string) {
  return useMutation({
    mutationFn: (id: string) => apiClient.delete(apiPath("accounts", code, "waivers", id), { schema: waiver }),
    onSettled: useRefreshGrades(code),
  });
}

/** The contract's grade stands on its sheet and on the list of all contracts. */
function useRefreshGrades(code: string) {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: queryKeys.health.all(code) }),
      client.invalidateQueries({ queryKey: queryKeys.waivers.all(code) }),
      client.invalidateQueries({ queryKey: queryKeys.accounts.list() }),
    ]);
}
