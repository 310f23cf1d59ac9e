import { ownSessionParams } from "@/lib/schemas/operator-access";
import { sessionsEnded } from "@/lib/schemas/owner";
import { operatorActor } from "@/lib/server/audit/operator-actor";
import { endOperatorSession } from "@/lib/server/operators/operator-sessions";
import { route } from "@/lib/server/route";

export const DELETE = route({
  permission: "operator:write",
  params: ownSessionParams,
  response: sessionsEnded,
  handle: async ({ session, params, now, requestId }) => {
    const self = { accountId: session.account.id, operatorId: session.operator.id };
    await endOperatorSession(self, params.id, { actor: operatorActor(session), now, requestId });
    return { endedSessions: 1 };
  },
});
