import { mailParams, mailText } from "@/lib/schemas/mail";
import { ownerActor } from "@/lib/server/audit/owner-actor";
import { readMail } from "@/lib/server/mail/read-mail";
import { route } from "@/lib/server/route";

export const GET = route({
  permission: "account:read",
  params: mailParams,
  response: mailText,
  handle: ({ account, session, params, now, requestId }) =>
    readMail(account.id, params.id, { actor: ownerActor(session), now, requestId }),
});
