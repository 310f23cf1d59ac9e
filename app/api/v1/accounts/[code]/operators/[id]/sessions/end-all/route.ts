import { operatorParams } from "@/lib/schemas/operator";
import { sessionsEnded } from "@/lib/schemas/owner";
import { ownerActor } from "@/lib/server/audit/owner-actor";
import { endOperatorSessions } from "@/lib/server/operators/operator-sessions";
import { requireHostedOperator } from "@/lib/server/operators/require-hosted-operator";
import { route } from "@/lib/server/route";

export const POST = route({
  permission: "account:write",
  params: operatorParams,
  response: sessionsEnded,
  handle: async ({ account, session, params, now, requestId }) => {
    const { id: operatorId } = await requireHostedOperator(account, params.id);
    const ending = { actor: ownerActor(session), now, requestId };
    return { endedSessions: await endOperatorSessions({ accountId: account.id, operatorId }, ending) };
  },
});
