import { operatorExportQuery } from "@/lib/schemas/operator";
import { accountParams } from "@/lib/schemas/values";
import { ownerActor } from "@/lib/server/audit/owner-actor";
import { csvResponse } from "@/lib/server/csv-response";
import { exportOperators } from "@/lib/server/operators/export-operators";
import { route } from "@/lib/server/route";

export const GET = route({
  permission: "account:read",
  params: accountParams,
  query: operatorExportQuery,
  response: "stream",
  handle: async ({ account, session, query, now, requestId, locale }) => {
    const actor = ownerActor(session);
    return csvResponse(await exportOperators(account, query, { actor, now, requestId, locale }), "operators.csv");
  },
});
