import { waiver, waiverParams } from "@/lib/schemas/waiver";
import { ownerActor } from "@/lib/server/audit/owner-actor";
import { route } from "@/lib/server/route";
import { cancelWaiver } from "@/lib/server/waivers/cancel-waiver";

export const DELETE = route({
  permission: "account:write",
  params: waiverParams,
  response: waiver,
  handle: ({ account, session, params, now, requestId }) =>
    cancelWaiver(account.id, params.id, { actor: ownerActor(session), now, requestId }),
});
