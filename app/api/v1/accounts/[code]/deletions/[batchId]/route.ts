import { z } from "zod";
import { batchDetail, batchDetailQuery } from "@/lib/schemas/batch-history";
import { accountParams, uuid } from "@/lib/schemas/values";
import { readBatch } from "@/lib/server/batches/queries";
import { route } from "@/lib/server/route";

export const GET = route({
  permission: "account:read",
  params: z.strictObject({ ...accountParams.shape, batchId: uuid }),
  query: batchDetailQuery,
  response: batchDetail,
  handle: ({ account, params, query }) => readBatch(account.id, "deletion", params.batchId, query),
});
