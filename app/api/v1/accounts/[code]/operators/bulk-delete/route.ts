import { bulkDeleteBody, deletionAnswer } from "@/lib/schemas/bulk-delete";
import { accountParams } from "@/lib/schemas/values";
import { deleteOperators } from "@/lib/server/batches/delete-operators";
import { route } from "@/lib/server/route";

export const POST = route({
  permission: "account:write",
  params: accountParams,
  body: bulkDeleteBody,
  response: deletionAnswer,
  handle: ({ account, session, body, now, requestId }) =>
    deleteOperators(
      account,
      "ids" in body ? { operatorIds: body.ids } : body,
      { kind: "owner", id: session.owner.id, name: session.owner.name },
      now,
      requestId,
    ),
});
