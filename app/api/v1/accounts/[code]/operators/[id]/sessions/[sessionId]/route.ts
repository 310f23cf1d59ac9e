import { operatorSessionParams } from "@/lib/schemas/operator-access";
import { sessionsEnded } from "@/lib/schemas/owner";
import { ownerActor } from "@/lib/server/audit/owner-actor";
import { endOperatorSession } from "@/lib/server/operators/operator-sessions";
import { requireHostedOperator } from "@/lib/server/operators/require-hosted-operator";
import { route } from "@/lib/server/route";

export const DELETE = route({
  permission: "account:write",
  params: operatorSessionParams,
  response: sessionsEnded,
  handle: async ({ account, session, params, now, requestId }) => {
    const { id: operatorId } = await requireHostedOperator(account, params.id);
    const ending = { actor: ownerActor(session), now, requestId };
    await endOperatorSession({ accountId: account.id, operatorId }, params.sessionId, ending);
    return { endedSessions: 1 };
  },
});
