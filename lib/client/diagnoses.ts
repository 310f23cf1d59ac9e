"use client";

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import type { DiagnosisInput } from "@/lib/schemas/diagnosis";
import { apiClient, apiPath } from "./api-client";
import { queryKeys } from "./query-keys";
import { onDemand } from "./schemas-on-demand";

const { diagnosis } = onDemand(() => import("@/lib/schemas/diagnosis"));
const { operatorList } = onDemand(() => import("@/lib/schemas/operator"));

/** People listed to choose from; with more the search has to say more. */
export const FOUND_AT_ONCE = 10;

/** Everybody a search finds, active and deleted. `null`: nothing is searched for. */
export function useFoundOperators(code: string, query: string | null) {
  return useQuery({
    queryKey: queryKeys.operators.list(code, { query, status: "all", limit: FOUND_AT_ONCE, found: true }),
    queryFn: ({ signal }) =>
      apiClient.get(apiPath("accounts", code, "operators"), {
        ...{ schema: operatorList, signal },
        query: { query: query ?? "", status: "all", limit: FOUND_AT_ONCE },
      }),
    enabled: query !== null,
    placeholderData: keepPreviousData,
  });
}

/**
 * The verdict on why somebody cannot sign in. Asked again whenever the page is looked at anew and after every fix made
 * here; a POST because addresses do not belong into logs of addresses.
 */
export function useDiagnosis(code: string, question: DiagnosisInput) {
  const client = useQueryClient();
  return useQuery({
    queryKey: queryKeys.diagnoses.list(code, { ...question, tried: question.tried?.join() }),
    queryFn: async () => {
      const found = await apiClient.post(apiPath("accounts", code, "diagnoses"), { schema: diagnosis, body: question });
      // What was found may have opened a case, or closed one.
      void client.invalidateQueries({ queryKey: queryKeys.cases.all(code) });
      return found;
    },
    staleTime: 0,
    placeholderData: keepPreviousData,
  });
}
