import { caseParams, loginCase } from "@/lib/schemas/login-case";
import { ownerActor } from "@/lib/server/audit/owner-actor";
import { closeCase } from "@/lib/server/cases/close-case";
import { route } from "@/lib/server/route";

export const POST = route({
  permission: "account:write",
  params: caseParams,
  response: loginCase,
  handle: ({ account, session, params, now, requestId }) =>
    closeCase(account.id, params.id, { actor: ownerActor(session), now, requestId }),
});
