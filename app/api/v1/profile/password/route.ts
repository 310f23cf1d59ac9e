import { changePasswordBody, sessionsEnded } from "@/lib/schemas/owner";
import { changeOwnerPassword } from "@/lib/server/owners/change-owner-password";
import { route } from "@/lib/server/route";

export const POST = route({
  permission: "owner:write",
  body: changePasswordBody,
  response: sessionsEnded,
  handle: ({ session, body, requestId, now }) => changeOwnerPassword(session, body, requestId, now),
});
