import { deletedOperatorList, deletedOperatorListQuery } from "@/lib/schemas/operator";
import { accountParams } from "@/lib/schemas/values";
import { listDeletedOperators } from "@/lib/server/deleted/list-deleted-operators";
import { route } from "@/lib/server/route";

export const GET = route({
  permission: "account:read",
  params: accountParams,
  query: deletedOperatorListQuery,
  response: deletedOperatorList,
  handle: ({ account, query }) => listDeletedOperators(account, query),
});
