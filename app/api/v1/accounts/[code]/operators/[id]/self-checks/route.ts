import { operatorParams } from "@/lib/schemas/operator";
import { pageQuery } from "@/lib/schemas/pagination";
import { selfCheckList } from "@/lib/schemas/self-check";
import { requireOperatorOf } from "@/lib/server/operators/require-hosted-operator";
import { route } from "@/lib/server/route";
import { listSelfChecks } from "@/lib/server/self-checks/list-self-checks";

export const GET = route({
  permission: "account:read",
  params: operatorParams,
  query: pageQuery,
  response: selfCheckList,
  handle: async ({ account, params, query }) => {
    const { id: operatorId } = await requireOperatorOf(account.id, params.id);
    return listSelfChecks({ accountId: account.id, operatorId }, query);
  },
});
