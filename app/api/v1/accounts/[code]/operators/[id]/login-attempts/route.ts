import { loginAttemptList } from "@/lib/schemas/login-attempt";
import { operatorParams } from "@/lib/schemas/operator";
import { pageQuery } from "@/lib/schemas/pagination";
import { listLoginAttempts } from "@/lib/server/login-attempts/list-login-attempts";
import { requireHostedOperator } from "@/lib/server/operators/require-hosted-operator";
import { route } from "@/lib/server/route";

export const GET = route({
  permission: "account:read",
  params: operatorParams,
  query: pageQuery,
  response: loginAttemptList,
  handle: async ({ account, params, query }) => {
    const { id: operatorId } = await requireHostedOperator(account, params.id);
    return listLoginAttempts({ accountId: account.id, operatorId }, query);
  },
});
