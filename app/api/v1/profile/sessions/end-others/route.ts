import { sessionsEnded } from "@/lib/schemas/owner";
import { endOtherOwnerSessions } from "@/lib/server/owners/end-sessions";
import { route } from "@/lib/server/route";

export const POST = route({
  permission: "owner:write",
  response: sessionsEnded,
  handle: async ({ session, requestId, now }) => ({
    endedSessions: await endOtherOwnerSessions(session, requestId, now),
  }),
});
