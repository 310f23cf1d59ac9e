"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { AppLocale } from "@/lib/i18n/config";
import type { MessageTemplateDto, PreviewMessageTemplateInput } from "@/lib/schemas/message-template";
import { apiClient, apiPath } from "./api-client";
import { queryKeys } from "./query-keys";
import { onDemand } from "./schemas-on-demand";

const { messageTemplate, messageTemplateList, messageTemplatePreview } = onDemand(
  () => import("@/lib/schemas/message-template"),
);

/** The texts of a contract in one language. */
export function useMessageTemplates(code: string, locale: AppLocale) {
  return useQuery({
    queryKey: queryKeys.messageTemplates.list(code, { locale }),
    queryFn: ({ signal }) =>
      apiClient.get(apiPath("accounts", code, "message-templates"), {
        ...{ schema: messageTemplateList, signal, query: { locale } },
      }),
  });
}

/** Every message that is made of a text is another one afterwards. */
export function useChangeMessageTemplate(code: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ key, channel, locale, text, version }: Omit<MessageTemplateDto, "isDefault" | "defaultText">) =>
      apiClient.put(apiPath("accounts", code, "message-templates", key, channel), {
        ...{ schema: messageTemplate, body: { locale, text, version } },
      }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: queryKeys.messageTemplates.all(code) }),
        client.invalidateQueries({ queryKey: queryKeys.loginPage.all(code) }),
        client.invalidateQueries({ queryKey: queryKeys.auditEvents.all(code) }),
      ]),
  });
}

/** A text as it would be sent; the last one stays until the next is there. A POST, because texts do not fit a URL. */
export function useMessagePreview(code: string, input: PreviewMessageTemplateInput) {
  return useQuery({
    queryKey: queryKeys.messageTemplates.list(code, { ...input, preview: true }),
    queryFn: ({ signal }) =>
      apiClient.post(apiPath("accounts", code, "message-templates", "preview"), {
        ...{ schema: messageTemplatePreview, body: input, signal },
      }),
    placeholderData: keepPreviousData,
  });
}
