import { z } from "zod";
import { importChangeKind, importChangeList, importParams } from "@/lib/schemas/import";
import { pageQuery } from "@/lib/schemas/pagination";
import { listImportChanges } from "@/lib/server/imports/queries";
import { route } from "@/lib/server/route";

export const GET = route({
  permission: "account:read",
  params: importParams,
  query: z.strictObject({ ...pageQuery.shape, kind: importChangeKind }),
  response: importChangeList,
  handle: ({ account, params, query }) => listImportChanges(account.id, params.id, query.kind, query),
});
