"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import {
  issuedReset,
  type OperatorPasswordInput,
  operatorPasswordResult,
  passwordResetList,
} from "@/lib/schemas/password-reset";
import { apiClient, apiPath } from "./api-client";
import { queryKeys } from "./query-keys";

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

/** Makes a reset link for the owner to hand over; its address comes this once. */
export function useIssueResetLink(code: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (operatorId: string) =>
      apiClient.post(apiPath("accounts", code, "password-resets"), {
        schema: issuedReset,
        body: { operatorId, delivery: "copy" },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.passwordResets.all(code) }),
  });
}

/** Sets an operator's password by a reset link. */
export function useSetOperatorPassword() {
  return useMutation({
    mutationFn: (body: OperatorPasswordInput) =>
      apiClient.post("/operator-passwords", { schema: operatorPasswordResult, body }),
  });
}
