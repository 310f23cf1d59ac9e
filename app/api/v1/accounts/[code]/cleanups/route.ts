import { batchList } from "@/lib/schemas/batch-history";
import { cleanupPlan, planCleanupBody } from "@/lib/schemas/cleanup";
import { pageQuery } from "@/lib/schemas/pagination";
import { accountParams } from "@/lib/schemas/values";
import { listBatches } from "@/lib/server/batches/queries";
import { planDuplicateCleanup } from "@/lib/server/duplicates/plan-cleanup";
import { route } from "@/lib/server/route";

export const GET = route({
  permission: "account:read",
  params: accountParams,
  query: pageQuery,
  response: batchList,
  handle: ({ account, query }) => listBatches(account.id, "cleanup", query),
});

export const POST = route({
  permission: "account:write",
  params: accountParams,
  body: planCleanupBody,
  response: cleanupPlan,
  status: 201,
  handle: ({ account, session, body, now }) => planDuplicateCleanup(account, body, session.owner.name, now),
});
