import { z } from "zod";
import { bulkWork } from "@/lib/schemas/bulk-work";
import { accountParams, uuid } from "@/lib/schemas/values";
import { cancelBulkWork } from "@/lib/server/bulk-works/queries";
import { route } from "@/lib/server/route";

export const POST = route({
  permission: "account:write",
  params: z.strictObject({ ...accountParams.shape, id: uuid }),
  response: bulkWork,
  handle: ({ account, params }) => cancelBulkWork(account.id, params.id),
});
