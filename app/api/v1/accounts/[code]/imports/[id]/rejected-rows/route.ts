import { importParams } from "@/lib/schemas/import";
import { csvResponse } from "@/lib/server/csv-response";
import { exportRejectedRows } from "@/lib/server/imports/export-rejected-rows";
import { route } from "@/lib/server/route";

export const GET = route({
  permission: "account:read",
  params: importParams,
  response: "stream",
  handle: async ({ account, params, locale }) =>
    csvResponse(await exportRejectedRows(account.id, params.id, locale), "rejected-rows.csv"),
});
