import { duplicateReturnList, importParams } from "@/lib/schemas/import";
import { listDuplicateReturns } from "@/lib/server/imports/queries";
import { route } from "@/lib/server/route";

export const GET = route({
  permission: "account:read",
  params: importParams,
  response: duplicateReturnList,
  handle: ({ account, params }) => listDuplicateReturns(account.id, params.id),
});
