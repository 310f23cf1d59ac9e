import { setupBody, setupResult } from "@/lib/schemas/owner";
import { setUpFirstOwner } from "@/lib/server/owners/set-up-first-owner";
import { route } from "@/lib/server/route";

export const POST = route({
  permission: "public",
  body: setupBody,
  response: setupResult,
  status: 201,
  handle: ({ body, locale, requestId, now }) => setUpFirstOwner({ ...body, locale }, requestId, now),
});
