import { preflight, preflightQuery } from "@/lib/schemas/preflight";
import { accountParams } from "@/lib/schemas/values";
import { loadAccountToList } from "@/lib/server/health/load-account-facts";
import { preflightAccount } from "@/lib/server/preflight/preflight-account";
import { route } from "@/lib/server/route";

export const GET = route({
  permission: "account:read",
  params: accountParams,
  query: preflightQuery,
  response: preflight,
  handle: async ({ account, query, now }) => {
    return preflightAccount(await loadAccountToList(account.id, query, now), query, now);
  },
});
