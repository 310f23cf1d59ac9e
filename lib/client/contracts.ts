import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { PutContractInput } from "@/lib/schemas/contract";
import { apiClient, apiPath } from "./api-client";
import { CONTRACT_EVENTS_AT_ONCE, FORECAST_AT_ONCE } from "./page-sizes";
import { queryKeys } from "./query-keys";
import { onDemand } from "./schemas-on-demand";

const { contract, contractEventList } = onDemand(() => import("@/lib/schemas/contract"));
const { contractForecast } = onDemand(() => import("@/lib/schemas/contract-forecast"));

/** `"current"` because a contract has one state, and no id of its own. */
const contractKey = (code: string) => queryKeys.contract.detail(code, "current");

export function useContract(code: string) {
  return useQuery({
    queryKey: contractKey(code),
    queryFn: ({ signal }) => apiClient.get(apiPath("accounts", code, "contract"), { schema: contract, signal }),
  });
}

export function useChangeContract(code: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: PutContractInput) =>
      apiClient.put(apiPath("accounts", code, "contract"), { schema: contract, body }),
    onSuccess: async (saved) => {
      client.setQueryData(contractKey(code), saved);
      await Promise.all([
        client.invalidateQueries({ queryKey: queryKeys.contractEvents.all(code) }),
        client.invalidateQueries({ queryKey: queryKeys.contractForecast.all(code) }),
        client.invalidateQueries({ queryKey: queryKeys.auditEvents.all(code) }),
        client.invalidateQueries({ queryKey: queryKeys.health.all(code) }),
        client.invalidateQueries({ queryKey: queryKeys.accounts.list() }),
      ]);
    },
  });
}

/** The history of a contract, newest first, in pages. */
export function useContractEvents(code: string) {
  return useInfiniteQuery({
    queryKey: queryKeys.contractEvents.list(code),
    queryFn: ({ pageParam, signal }) =>
      apiClient.get(apiPath("accounts", code, "contract", "events"), {
        ...{ schema: contractEventList, signal },
        query: { cursor: pageParam, limit: CONTRACT_EVENTS_AT_ONCE },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
}

/** Who could sign in if the contract were active again: the counts, and in pages those for whom something was found. */
export function useContractForecast(code: string) {
  return useInfiniteQuery({
    queryKey: queryKeys.contractForecast.list(code),
    queryFn: ({ pageParam, signal }) =>
      apiClient.get(apiPath("accounts", code, "contract", "forecast"), {
        ...{ schema: contractForecast, signal },
        query: { cursor: pageParam, limit: FORECAST_AT_ONCE },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
}
