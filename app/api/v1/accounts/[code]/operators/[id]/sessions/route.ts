import { operatorParams } from "@/lib/schemas/operator";
import { operatorSessionList } from "@/lib/schemas/operator-access";
import { pageQuery } from "@/lib/schemas/pagination";
import { listOperatorSessions } from "@/lib/server/operators/operator-sessions";
import { requireHostedOperator } from "@/lib/server/operators/require-hosted-operator";
import { route } from "@/lib/server/route";

export const GET = route({
  permission: "account:read",
  params: operatorParams,
  query: pageQuery,
  response: operatorSessionList,
  handle: async ({ account, params, query, now }) => {
    const { id: operatorId } = await requireHostedOperator(account, params.id);
    return listOperatorSessions({ accountId: account.id, operatorId }, query, now);
  },
});
