"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { BulkResetInput, OperatorPasswordInput, ResetDeliveryDto } from "@/lib/schemas/password-reset";
import { apiClient, apiPath } from "./api-client";
import { useRefreshWhenStale } from "./operators";
import { queryKeys } from "./query-keys";
import { onDemand } from "./schemas-on-demand";

const { bulkResetAnswer, forgotPasswordAnswer, issuedReset, operatorPasswordResult, passwordResetList } = onDemand(
  () => import("@/lib/schemas/password-reset"),
);

/** One page of a contract's reset links, newest first. */
export function usePasswordResets(code: string, cursor: string | undefined) {
  return useQuery({
    queryKey: queryKeys.passwordResets.list(code, { cursor }),
    queryFn: ({ signal }) =>
      apiClient.get(apiPath("accounts", code, "password-resets"), {
        ...{ schema: passwordResetList, signal },
        query: { cursor },
      }),
    placeholderData: keepPreviousData,
  });
}

/** Makes a reset link and mails it, or gives its address, this once, for the owner to hand over. */
export function useIssueReset(code: string) {
  const refresh = useRefreshResets(code);
  return useMutation({
    mutationFn: (body: { operatorId: string; delivery: ResetDeliveryDto }) =>
      apiClient.post(apiPath("accounts", code, "password-resets"), { schema: issuedReset, body }),
    onSuccess: refresh,
  });
}

/** The same for many operators at once. */
export function useIssueResets(code: string) {
  const refresh = useRefreshResets(code);
  return useMutation({
    mutationFn: (body: BulkResetInput) =>
      apiClient.post(apiPath("accounts", code, "password-resets", "bulk"), { schema: bulkResetAnswer, body }),
    onSuccess: refresh,
    onError: useRefreshWhenStale(code),
  });
}

function useRefreshResets(code: string): () => Promise<unknown> {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: queryKeys.passwordResets.all(code) }),
      client.invalidateQueries({ queryKey: queryKeys.mails.all(code) }),
    ]);
}

/** Asks for a reset link by mail; the answer is the same for everybody. */
export function useForgotPassword() {
  return useMutation({
    mutationFn: (body: { code: string; email: string }) =>
      apiClient.post("/operator-passwords/forgot", { schema: forgotPasswordAnswer, body }),
  });
}

/** Sets an operator's password by a reset link. */
export function useSetOperatorPassword() {
  return useMutation({
    mutationFn: (body: OperatorPasswordInput) =>
      apiClient.post("/operator-passwords", { schema: operatorPasswordResult, body }),
  });
}
