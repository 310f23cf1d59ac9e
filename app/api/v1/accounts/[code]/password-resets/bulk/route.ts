import { bulkResetAnswer, bulkResetBody } from "@/lib/schemas/password-reset";
import { accountParams } from "@/lib/schemas/values";
import { ownerActor } from "@/lib/server/audit/owner-actor";
import { issuePasswordResets } from "@/lib/server/password-resets/issue-password-reset";
import { route } from "@/lib/server/route";

export const POST = route({
  permission: "account:write",
  params: accountParams,
  body: bulkResetBody,
  response: bulkResetAnswer,
  status: 201,
  secretAnswer: true,
  handle: ({ account, session, body, now, requestId, locale }) => {
    const { delivery, ...chosen } = body;
    const selection = "ids" in chosen ? { operatorIds: chosen.ids } : chosen;
    return issuePasswordResets(account, selection, { delivery, actor: ownerActor(session), locale, now, requestId });
  },
});
