import { importParams, importRecord } from "@/lib/schemas/import";
import { ownerActor } from "@/lib/server/audit/owner-actor";
import { cancelImport } from "@/lib/server/imports/cancel-import";
import { route } from "@/lib/server/route";

export const POST = route({
  permission: "account:write",
  params: importParams,
  response: importRecord,
  handle: ({ account, params, session, requestId }) =>
    cancelImport(account.id, params.id, ownerActor(session), requestId),
});
