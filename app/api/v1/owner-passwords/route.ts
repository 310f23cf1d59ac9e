import { ownerPasswordBody, ownerPasswordResult } from "@/lib/schemas/owner";
import { setOwnerPassword } from "@/lib/server/owners/set-owner-password";
import { route } from "@/lib/server/route";

export const POST = route({
  permission: "public",
  body: ownerPasswordBody,
  response: ownerPasswordResult,
  handle: ({ body, requestId, now }) => setOwnerPassword(body, requestId, now),
});
