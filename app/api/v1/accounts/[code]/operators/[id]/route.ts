import { deletionAnswer } from "@/lib/schemas/bulk-delete";
import { operator, operatorParams, operatorWithWarnings, updateOperatorBody } from "@/lib/schemas/operator";
import { ownerActor } from "@/lib/server/audit/owner-actor";
import { AppError } from "@/lib/server/errors";
import { deleteOperator } from "@/lib/server/operators/delete-operator";
import { findOperator } from "@/lib/server/operators/queries";
import { updateOperator } from "@/lib/server/operators/update-operator";
import { route } from "@/lib/server/route";

export const GET = route({
  permission: "account:read",
  params: operatorParams,
  response: operator,
  handle: async ({ account, params }) => {
    const found = await findOperator(account.id, params.id);
    if (!found) throw new AppError("not_found");
    return found;
  },
});

export const PATCH = route({
  permission: "account:write",
  params: operatorParams,
  body: updateOperatorBody,
  response: operatorWithWarnings,
  handle: ({ account, session, params, body, now, requestId }) =>
    updateOperator(account, params.id, body, { actor: ownerActor(session), now, requestId }),
});

export const DELETE = route({
  permission: "account:write",
  params: operatorParams,
  response: deletionAnswer,
  handle: ({ account, session, params, now, requestId }) =>
    deleteOperator(account, params.id, { actor: ownerActor(session), now, requestId }),
});
