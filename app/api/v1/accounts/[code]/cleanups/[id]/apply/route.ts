import { z } from "zod";
import { appliedCleanup, applyCleanupBody } from "@/lib/schemas/cleanup";
import { accountParams, uuid } from "@/lib/schemas/values";
import { applyCleanup } from "@/lib/server/duplicates/apply-cleanup";
import { route } from "@/lib/server/route";

export const POST = route({
  permission: "account:write",
  params: z.strictObject({ ...accountParams.shape, id: uuid }),
  body: applyCleanupBody,
  response: appliedCleanup,
  handle: ({ account, session, params, body, now, requestId }) =>
    applyCleanup(account, {
      id: params.id,
      fingerprint: body.fingerprint,
      actor: { kind: "owner", id: session.owner.id, name: session.owner.name },
      now,
      requestId,
    }),
});
