import { z } from "zod";
import { undoAnswer, undoBody } from "@/lib/schemas/batch";
import { accountParams, uuid } from "@/lib/schemas/values";
import { undoBatch } from "@/lib/server/batches/undo-batch";
import { route } from "@/lib/server/route";

export const POST = route({
  permission: "account:write",
  params: z.strictObject({ ...accountParams.shape, id: uuid }),
  body: undoBody,
  response: undoAnswer,
  handle: ({ account, session, params, body, now, requestId }) =>
    undoBatch(account.id, {
      kind: "cleanup",
      batchId: params.id,
      operatorIds: body.operatorIds,
      actor: { kind: "owner", id: session.owner.id, name: session.owner.name },
      now,
      requestId,
    }),
});
