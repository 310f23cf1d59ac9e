import { operatorParams } from "@/lib/schemas/operator";
import { operatorLock } from "@/lib/schemas/operator-access";
import { ownerActor } from "@/lib/server/audit/owner-actor";
import { unlockOperator } from "@/lib/server/operators/operator-lock";
import { requireHostedOperator } from "@/lib/server/operators/require-hosted-operator";
import { route } from "@/lib/server/route";

export const POST = route({
  permission: "account:write",
  params: operatorParams,
  response: operatorLock,
  handle: async ({ account, session, params, requestId }) => {
    const { id: operatorId } = await requireHostedOperator(account, params.id);
    return unlockOperator({ accountId: account.id, operatorId }, { actor: ownerActor(session), requestId });
  },
});
