import { messageTemplatePreview, previewMessageTemplateBody } from "@/lib/schemas/message-template";
import { accountParams } from "@/lib/schemas/values";
import { previewMessageTemplate } from "@/lib/server/message-templates/preview-message-template";
import { route } from "@/lib/server/route";

export const POST = route({
  permission: "account:read",
  params: accountParams,
  body: previewMessageTemplateBody,
  response: messageTemplatePreview,
  handle: ({ account, body, now }) => previewMessageTemplate(account, body, now),
});
