import { mailParams, resentMail } from "@/lib/schemas/mail";
import { ownerActor } from "@/lib/server/audit/owner-actor";
import { resendMail } from "@/lib/server/mail/resend-mail";
import { route } from "@/lib/server/route";

export const POST = route({
  permission: "account:write",
  params: mailParams,
  response: resentMail,
  handle: ({ account, session, params, now, requestId }) =>
    resendMail(account.id, params.id, { actor: ownerActor(session), now, requestId }),
});
