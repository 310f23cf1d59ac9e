"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { DiagnosisInput } from "@/lib/schemas/diagnosis";
import { apiClient, apiPath } from "./api-client";
import { queryKeys } from "./query-keys";
import { onDemand } from "./schemas-on-demand";

const { loginCase, loginCaseList } = onDemand(() => import("@/lib/schemas/login-case"));

const casesPath = (code: string) => apiPath("accounts", code, "cases");
const casePath = (code: string, id: string) => apiPath("accounts", code, "cases", id);

const countKey = (code: string) => queryKeys.cases.list(code, { status: "open", count: true });

export type CaseFilters = { readonly status: "open" | "closed"; readonly cursor: string | undefined };

/** One page of a contract's cases; looked at anew whenever somebody comes back to it, as a fix elsewhere closes cases. */
export function useCases(code: string, { status, cursor }: CaseFilters) {
  const client = useQueryClient();
  return useQuery({
    queryKey: queryKeys.cases.list(code, { status, cursor }),
    queryFn: async ({ signal }) => {
      const query = { status, cursor };
      const list = await apiClient.get(casesPath(code), { ...{ schema: loginCaseList, signal }, query });
      // What is listed was looked at again, so fewer may be open than the navigation says.
      void client.invalidateQueries({ queryKey: countKey(code) });
      return list;
    },
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

/** How many cases are open. `counted` is what the server knew when the page was made. */
export function useOpenCaseCount(code: string, counted: number) {
  const { data } = useQuery({
    queryKey: countKey(code),
    queryFn: async ({ signal }) => {
      const list = await apiClient.get(casesPath(code), { ...{ schema: loginCaseList, signal }, query: { limit: 1 } });
      return list.total ?? 0;
    },
    initialData: counted,
  });
  return data;
}

export function useCase(code: string, id: string) {
  return useQuery({
    queryKey: queryKeys.cases.detail(code, id),
    queryFn: ({ signal }) => apiClient.get(casePath(code, id), { schema: loginCase, signal }),
  });
}

/** Closes a case by hand. */
export function useCloseCase(code: string) {
  return useMutation({
    mutationFn: (id: string) => apiClient.post(`${casePath(code, id)}/close`, { schema: loginCase }),
    onSettled: useRefreshCases(code),
  });
}

/** Keeps somebody as a case whatever the verdict. */
export function useOpenCase(code: string) {
  return useMutation({
    mutationFn: (body: DiagnosisInput) => apiClient.post(casesPath(code), { schema: loginCase, body }),
    onSettled: useRefreshCases(code),
  });
}

/** Says who a report is about that gave only a name. */
export function useAssignCase(code: string, id: string) {
  return useMutation({
    mutationFn: (operatorId: string) =>
      apiClient.post(`${casePath(code, id)}/assign`, { schema: loginCase, body: { operatorId } }),
    onSettled: useRefreshCases(code),
  });
}

/** Reports stand on the sheet too, and a verdict names its case. */
function useRefreshCases(code: string) {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: queryKeys.cases.all(code) }),
      client.invalidateQueries({ queryKey: queryKeys.diagnoses.all(code) }),
      client.invalidateQueries({ queryKey: queryKeys.health.all(code) }),
    ]);
}
