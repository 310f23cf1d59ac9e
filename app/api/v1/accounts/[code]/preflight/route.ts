import { preflight, preflightQuery } from "@/lib/schemas/preflight";
import { accountParams } from "@/lib/schemas/values";
import { loadForPreflight, preflightAccount } from "@/lib/server/preflight/preflight-account";
import { route } from "@/lib/server/route";

export const GET = route({
  permission: "account:read",
  params: accountParams,
  query: preflightQuery,
  response: preflight,
  handle: async ({ account, query, now }) => {
    return preflightAccount(await loadForPreflight(account, query, now), query, now);
  },
});
