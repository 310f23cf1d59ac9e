"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { apiClient, apiPath } from "./api-client";
import { queryKeys } from "./query-keys";
import { onDemand } from "./schemas-on-demand";

const { mailList, mailText, resentMail } = onDemand(() => import("@/lib/schemas/mail"));

/** How often a list with mails on their way is read again, milliseconds. */
const WATCH_MS = 3_000;

/** One page of a contract's mails, newest first; read again by itself while one of them is on its way. */
export function useMails(code: string, cursor: string | undefined) {
  return useQuery({
    queryKey: queryKeys.mails.list(code, { cursor }),
    queryFn: ({ signal }) =>
      apiClient.get(apiPath("accounts", code, "mails"), { ...{ schema: mailList, signal }, query: { cursor } }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.items.some(({ status }) => status === "queued") ? WATCH_MS : false),
  });
}

/** The text of a mail, always as it is now: what stands in it depends on what became of its link. */
export function useMailText(code: string, id: string) {
  return useQuery({
    queryKey: queryKeys.mails.detail(code, id),
    queryFn: ({ signal }) => apiClient.get(apiPath("accounts", code, "mails", id), { schema: mailText, signal }),
    staleTime: 0,
    gcTime: 0,
  });
}

/** Sends a mail that got nowhere once more. */
export function useResendMail(code: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      apiClient.post(apiPath("accounts", code, "mails", id, "resend"), { schema: resentMail }),
    // Also after a refusal: what is shown is most often no longer so.
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: queryKeys.mails.all(code) }),
        client.invalidateQueries({ queryKey: queryKeys.passwordResets.all(code) }),
      ]),
  });
}
