import { batchList } from "@/lib/schemas/batch-history";
import { pageQuery } from "@/lib/schemas/pagination";
import { accountParams } from "@/lib/schemas/values";
import { listBatches } from "@/lib/server/batches/queries";
import { route } from "@/lib/server/route";

export const GET = route({
  permission: "account:read",
  params: accountParams,
  query: pageQuery,
  response: batchList,
  handle: ({ account, query }) => listBatches(account.id, "deletion", query),
});
