import { bulkWorkList } from "@/lib/schemas/bulk-work";
import { accountParams } from "@/lib/schemas/values";
import { listBulkWorks } from "@/lib/server/bulk-works/queries";
import { route } from "@/lib/server/route";

export const GET = route({
  permission: "account:read",
  params: accountParams,
  response: bulkWorkList,
  handle: async ({ account }) => ({ items: await listBulkWorks(account.id) }),
});
