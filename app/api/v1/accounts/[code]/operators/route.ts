import { createOperatorBody, operatorList, operatorListQuery, operatorWithWarnings } from "@/lib/schemas/operator";
import { accountParams } from "@/lib/schemas/values";
import { ownerActor } from "@/lib/server/audit/owner-actor";
import { createOperator } from "@/lib/server/operators/create-operator";
import { listOperators } from "@/lib/server/operators/list-operators";
import { route } from "@/lib/server/route";

export const GET = route({
  permission: "account:read",
  params: accountParams,
  query: operatorListQuery,
  response: operatorList,
  handle: ({ account, query }) => listOperators(account, query),
});

export const POST = route({
  permission: "account:write",
  params: accountParams,
  body: createOperatorBody,
  response: operatorWithWarnings,
  status: 201,
  handle: ({ account, session, body, now, requestId }) =>
    createOperator(account, body, { actor: ownerActor(session), now, requestId }),
});
