import { importParams, importRecord } from "@/lib/schemas/import";
import { ownerActor } from "@/lib/server/audit/owner-actor";
import { confirmImport } from "@/lib/server/imports/confirm-import";
import { route } from "@/lib/server/route";

export const POST = route({
  permission: "account:write",
  params: importParams,
  response: importRecord,
  handle: ({ account, params, session, requestId }) =>
    confirmImport(account.id, params.id, ownerActor(session), requestId),
});
