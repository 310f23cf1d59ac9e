import { accountParams } from "@/lib/schemas/values";
import { waiver, waiverBody, waiverList, waiverQuery } from "@/lib/schemas/waiver";
import { ownerActor } from "@/lib/server/audit/owner-actor";
import { route } from "@/lib/server/route";
import { addWaiver } from "@/lib/server/waivers/add-waiver";
import { listWaivers } from "@/lib/server/waivers/list-waivers";

export const GET = route({
  permission: "account:read",
  params: accountParams,
  query: waiverQuery,
  response: waiverList,
  handle: ({ account, query }) => listWaivers(account.id, query),
});

export const POST = route({
  permission: "account:write",
  params: accountParams,
  body: waiverBody,
  response: waiver,
  status: 201,
  handle: ({ account, session, body, now, requestId }) =>
    addWaiver(account.id, body, { actor: ownerActor(session), now, requestId }),
});
