import { profile, updateProfileBody } from "@/lib/schemas/owner";
import { toOwnerProfile } from "@/lib/server/owners/read-profile";
import { updateProfile } from "@/lib/server/owners/update-profile";
import { route } from "@/lib/server/route";

export const GET = route({
  permission: "owner:read",
  response: profile,
  handle: async ({ session }) => toOwnerProfile(session.owner),
});

export const PATCH = route({
  permission: "owner:write",
  body: updateProfileBody,
  response: profile,
  handle: ({ session, body, requestId }) => updateProfile(session.owner.id, body, requestId),
});
