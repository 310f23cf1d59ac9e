import { forceBody, forceQuery, operatorParams, operatorWithWarnings } from "@/lib/schemas/operator";
import { ownerActor } from "@/lib/server/audit/owner-actor";
import { restoreOperator } from "@/lib/server/deleted/restore-operator";
import { route } from "@/lib/server/route";

export const POST = route({
  permission: "account:write",
  params: operatorParams,
  query: forceQuery,
  body: forceBody,
  response: operatorWithWarnings,
  handle: ({ account, session, params, query, body, now, requestId }) =>
    restoreOperator(account, params.id, {
      actor: ownerActor(session),
      now,
      requestId,
      force: query.force === "true" || body.force === true,
    }),
});
