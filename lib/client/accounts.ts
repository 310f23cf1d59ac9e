import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { CreateAccountInput, UpdateAccountInput } from "@/lib/schemas/account";
import { apiClient, apiPath } from "./api-client";
import { queryKeys } from "./query-keys";
import { onDemand } from "./schemas-on-demand";

const { account, accountList } = onDemand(() => import("@/lib/schemas/account"));
const { health } = onDemand(() => import("@/lib/schemas/health"));

/** The owner's contracts, worst first; `cursor` names the page. */
export function useAccounts(cursor: string | undefined) {
  return useQuery({
    queryKey: queryKeys.accounts.list({ cursor }),
    queryFn: ({ signal }) => apiClient.get("/accounts", { schema: accountList, query: { cursor }, signal }),
    placeholderData: keepPreviousData,
  });
}

export function useCreateAccount() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateAccountInput) => apiClient.post("/accounts", { schema: account, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.accounts.all() }),
  });
}

export function useUpdateAccount(code: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: UpdateAccountInput) => apiClient.patch(apiPath("accounts", code), { schema: account, body }),
    // The name and the domain stand on the list, in messages and in the login page's address.
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.accounts.all() }),
  });
}

/** The check-up sheet of a contract. */
export function useHealth(code: string) {
  return useQuery({
    queryKey: queryKeys.health.all(code),
    queryFn: ({ signal }) => apiClient.get(apiPath("accounts", code, "health"), { schema: health, signal }),
  });
}
