import "server-only";
import { type LiveSession, listLiveSessions } from "../sessions/list-live-sessions";

/** `current`: the login that asks. */
type Page = { items: (LiveSession & { current: boolean })[]; nextCursor: string | null };

/** The logins of an owner that would be let in at `now`, newest first, a page at a time. Throws `invalid_cursor`. */
export async function listOwnerSessions(
  session: { readonly sessionId: string; readonly owner: { readonly id: string } },
  page: { readonly limit: number; readonly cursor?: string | undefined },
  now: Date,
): Promise<Page> {
  const { items, nextCursor } = await listLiveSessions({ kind: "owner", ownerId: session.owner.id }, page, now);
  return { items: items.map((item) => ({ ...item, current: item.id === session.sessionId })), nextCursor };
}
