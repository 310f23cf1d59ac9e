import { sessionsEnded } from "@/lib/schemas/owner";
import { operatorActor } from "@/lib/server/audit/operator-actor";
import { endOperatorSessions } from "@/lib/server/operators/operator-sessions";
import { route } from "@/lib/server/route";

export const POST = route({
  permission: "operator:write",
  response: sessionsEnded,
  handle: async ({ session, now, requestId }) => {
    const self = { accountId: session.account.id, operatorId: session.operator.id };
    const ending = { actor: operatorActor(session), now, requestId };
    return { endedSessions: await endOperatorSessions(self, ending, session.sessionId) };
  },
});
