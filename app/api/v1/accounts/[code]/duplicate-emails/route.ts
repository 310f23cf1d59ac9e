import { duplicateGroups, duplicateGroupsQuery } from "@/lib/schemas/duplicate-email";
import { accountParams } from "@/lib/schemas/values";
import { listDuplicates } from "@/lib/server/duplicates/list-duplicates";
import { route } from "@/lib/server/route";

export const GET = route({
  permission: "account:read",
  params: accountParams,
  query: duplicateGroupsQuery,
  response: duplicateGroups,
  handle: ({ account, query }) => listDuplicates(account.id, query),
});
