import { profileSessionPage } from "@/lib/schemas/owner";
import { pageQuery } from "@/lib/schemas/pagination";
import { listOwnerSessions } from "@/lib/server/owners/list-owner-sessions";
import { route } from "@/lib/server/route";

export const GET = route({
  permission: "owner:read",
  query: pageQuery,
  response: profileSessionPage,
  handle: ({ session, query, now }) => listOwnerSessions(session, query, now),
});
