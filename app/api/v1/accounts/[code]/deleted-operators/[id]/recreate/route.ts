import { forceBody, forceQuery, operatorParams, operatorWithWarnings } from "@/lib/schemas/operator";
import { ownerActor } from "@/lib/server/audit/owner-actor";
import { recreateOperator } from "@/lib/server/deleted/recreate-operator";
import { route } from "@/lib/server/route";

export const POST = route({
  permission: "account:write",
  params: operatorParams,
  query: forceQuery,
  body: forceBody,
  response: operatorWithWarnings,
  status: 201,
  handle: ({ account, session, params, query, body, now, requestId }) =>
    recreateOperator(account, params.id, {
      actor: ownerActor(session),
      now,
      requestId,
      force: query.force === "true" || body.force === true,
    }),
});
