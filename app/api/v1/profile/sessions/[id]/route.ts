import { profileSessionParams, sessionsEnded } from "@/lib/schemas/owner";
import { endOwnerSession } from "@/lib/server/owners/end-sessions";
import { route } from "@/lib/server/route";

export const DELETE = route({
  permission: "owner:write",
  params: profileSessionParams,
  response: sessionsEnded,
  handle: async ({ session, params, requestId, now }) => {
    await endOwnerSession(session, params.id, requestId, now);
    return { endedSessions: 1 };
  },
});
