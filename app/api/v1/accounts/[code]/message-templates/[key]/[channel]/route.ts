import {
  messageTemplate,
  messageTemplateParams,
  putMessageTemplateBody,
  resetMessageTemplateQuery,
} from "@/lib/schemas/message-template";
import { ownerActor } from "@/lib/server/audit/owner-actor";
import { changeMessageTemplate } from "@/lib/server/message-templates/change-message-template";
import { route } from "@/lib/server/route";

export const PUT = route({
  permission: "account:write",
  params: messageTemplateParams,
  body: putMessageTemplateBody,
  response: messageTemplate,
  handle: ({ account, session, params, body, now, requestId }) =>
    changeMessageTemplate(account, { ...params, ...body }, { actor: ownerActor(session), now, requestId }),
});

export const DELETE = route({
  permission: "account:write",
  params: messageTemplateParams,
  query: resetMessageTemplateQuery,
  response: messageTemplate,
  handle: ({ account, session, params, query, now, requestId }) =>
    changeMessageTemplate(account, { ...params, ...query, text: null }, { actor: ownerActor(session), now, requestId }),
});
