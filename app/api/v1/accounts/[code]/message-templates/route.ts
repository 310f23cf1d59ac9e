import { messageTemplateList, messageTemplateListQuery } from "@/lib/schemas/message-template";
import { accountParams } from "@/lib/schemas/values";
import { loadTemplates } from "@/lib/server/message-templates/load-templates";
import { route } from "@/lib/server/route";

export const GET = route({
  permission: "account:read",
  params: accountParams,
  query: messageTemplateListQuery,
  response: messageTemplateList,
  handle: async ({ account, query, locale: readers }) => {
    const locale = query.locale ?? readers;
    return { locale, items: await loadTemplates(account, locale) };
  },
});
