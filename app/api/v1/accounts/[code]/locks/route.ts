import { lockedOperatorList } from "@/lib/schemas/operator-access";
import { pageQuery } from "@/lib/schemas/pagination";
import { accountParams } from "@/lib/schemas/values";
import { listLockedOperators } from "@/lib/server/operators/list-locked-operators";
import { route } from "@/lib/server/route";

export const GET = route({
  permission: "account:read",
  params: accountParams,
  query: pageQuery,
  response: lockedOperatorList,
  handle: ({ account, query, now }) => listLockedOperators(account.id, query, now),
});
