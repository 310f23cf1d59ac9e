import { useMutation, useQuery } from "@tanstack/react-query";
import { apiClient, apiPath } from "./api-client";
import { queryKeys } from "./query-keys";
import { onDemand } from "./schemas-on-demand";

const { loginPage, loginPageVerdict } = onDemand(() => import("@/lib/schemas/login-page"));

export function useLoginPage(code: string) {
  return useQuery({
    queryKey: queryKeys.loginPage.all(code),
    queryFn: ({ signal }) => apiClient.get(apiPath("accounts", code, "login-page"), { schema: loginPage, signal }),
  });
}

/** Says what page an address is. Changes nothing; a POST because addresses do not belong into logs of addresses. */
export function useClassifyLoginUrl(code: string) {
  return useMutation({
    mutationFn: (url: string) =>
      apiClient.post(apiPath("accounts", code, "login-page", "classify"), { schema: loginPageVerdict, body: { url } }),
  });
}
