import { importList, startedImport, startImportQuery } from "@/lib/schemas/import";
import { pageQuery } from "@/lib/schemas/pagination";
import { accountParams } from "@/lib/schemas/values";
import { ownerActor } from "@/lib/server/audit/owner-actor";
import { previewImport } from "@/lib/server/imports/preview-import";
import { listImports } from "@/lib/server/imports/queries";
import { startImport } from "@/lib/server/imports/start-import";
import { route } from "@/lib/server/route";

export const GET = route({
  permission: "account:read",
  params: accountParams,
  query: pageQuery,
  response: importList,
  handle: ({ account, query }) => listImports(account.id, query),
});

export const POST = route({
  permission: "account:write",
  params: accountParams,
  query: startImportQuery,
  accepts: "upload",
  response: startedImport,
  status: (answer) => ("preview" in answer ? 200 : 202),
  handle: async ({ account, query, upload, session, now, requestId }) => {
    const choices = { ...query, columns: query.columns ?? null };
    if (query.dryRun) return { preview: await previewImport(upload, choices) };
    return startImport({ accountId: account.id, upload, choices, actor: ownerActor(session), now, requestId });
  },
});
