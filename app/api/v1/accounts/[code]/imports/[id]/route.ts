import { importParams, importRecord } from "@/lib/schemas/import";
import { getImport } from "@/lib/server/imports/queries";
import { route } from "@/lib/server/route";

export const GET = route({
  permission: "account:read",
  params: importParams,
  response: importRecord,
  handle: ({ account, params }) => getImport(account.id, params.id),
});
