import { operatorParams } from "@/lib/schemas/operator";
import { operatorLock } from "@/lib/schemas/operator-access";
import { readOperatorLock } from "@/lib/server/operators/operator-lock";
import { requireHostedOperator } from "@/lib/server/operators/require-hosted-operator";
import { route } from "@/lib/server/route";

export const GET = route({
  permission: "account:read",
  params: operatorParams,
  response: operatorLock,
  handle: async ({ account, params, now }) =>
    readOperatorLock(account.id, await requireHostedOperator(account, params.id), now),
});
