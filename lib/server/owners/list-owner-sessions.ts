import "server-only";
import { z } from "zod";
import { AppError } from "../errors";
import { SESSION_IDLE_SECONDS } from "../session-cookie";
import { emptySql, queryRows, sql } from "../sql";

export type OwnerSessionItem = {
  id: string;
  browser: string;
  createdAt: Date;
  lastSeenAt: Date;
  /** The login that asks. */
  current: boolean;
};

type Page = { items: OwnerSessionItem[]; nextCursor: string | null };

// Newest first; the id decides between two of the same moment.
const position = z.tuple([z.iso.datetime(), z.uuid()]);

/**
 * The logins of an owner that would be let in at `now`, newest first, a page at a time. Throws `invalid_cursor`.
 */
export async function listOwnerSessions(
  session: { readonly sessionId: string; readonly owner: { readonly id: string } },
  page: { readonly limit: number; readonly cursor?: string | undefined },
  now: Date,
): Promise<Page> {
  const after = page.cursor === undefined ? null : readCursor(page.cursor);
  const rows = await queryRows<{
    id: string;
    browser: string;
    created_at: Date;
    last_seen_at: Date;
  }>(sql`
    select s.id, s.browser, s.created_at, s.last_seen_at
    from sessions s join owners o on o.id = s.owner_id and o.credential_version = s.credential_version
    where s.owner_id = ${session.owner.id}::uuid and s.kind = 'owner' and s.revoked_at is null
      and s.expires_at > ${now} and s.last_seen_at > ${new Date(now.getTime() - SESSION_IDLE_SECONDS * 1000)}
      ${after ? sql`and (s.created_at, s.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : emptySql}
    order by s.created_at desc, s.id desc
    limit ${page.limit + 1}`);
  const items = rows.slice(0, page.limit).map((row) => ({
    id: row.id,
    browser: row.browser,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    current: row.id === session.sessionId,
  }));
  const last = items.at(-1);
  return { items, nextCursor: last && rows.length > page.limit ? writeCursor(last) : null };
}

function writeCursor({ createdAt, id }: OwnerSessionItem): string {
  return Buffer.from(JSON.stringify([createdAt.toISOString(), id])).toString("base64url");
}

function readCursor(cursor: string): [string, string] {
  try {
    return position.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
  } catch {
    throw new AppError("invalid_cursor");
  }
}
