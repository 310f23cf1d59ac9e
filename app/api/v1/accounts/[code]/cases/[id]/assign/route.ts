import { assignCaseBody, caseParams, loginCase } from "@/lib/schemas/login-case";
import { ownerActor } from "@/lib/server/audit/owner-actor";
import { assignCase } from "@/lib/server/cases/assign-case";
import { route } from "@/lib/server/route";

export const POST = route({
  permission: "account:write",
  params: caseParams,
  body: assignCaseBody,
  response: loginCase,
  handle: ({ account, session, params, body, now, requestId }) =>
    assignCase(account, { id: params.id, ...body, actor: ownerActor(session), now, requestId }),
});
