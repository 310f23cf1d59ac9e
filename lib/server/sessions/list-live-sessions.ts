import "server-only";
import { z } from "zod";
import type { PageQuery } from "@/lib/schemas/pagination";
import type { Prisma } from "@/prisma/generated/client";
import { AppError } from "../errors";
import { SESSION_IDLE_SECONDS } from "../session-cookie";
import { emptySql, queryRows, sql } from "../sql";

export type LiveSession = { id: string; browser: string; createdAt: Date; lastSeenAt: Date };
export type LiveSessionPage = { items: LiveSession[]; nextCursor: string | null };

/** Whose logins: an owner's, or those of an operator of one account (S3). */
export type SessionHolder =
  | { readonly kind: "owner"; readonly ownerId: string }
  | { readonly kind: "operator"; readonly operatorId: string; readonly accountId: string };

// Newest first; the id decides between two of the same moment.
const position = z.tuple([z.iso.datetime(), z.uuid()]);

/** The logins of one person that would be let in at `now`, newest first, a page at a time. Throws `invalid_cursor`. */
export async function listLiveSessions(
  holder: SessionHolder,
  { limit, cursor }: { readonly limit: number; readonly cursor?: PageQuery["cursor"] },
  now: Date,
): Promise<LiveSessionPage> {
  const after = cursor === undefined ? null : readCursor(cursor);
  const rows = await queryRows<LiveSession>(sql`
    select s.id, s.browser, s.created_at as "createdAt", s.last_seen_at as "lastSeenAt"
    from sessions s ${heldBy(holder)}
      and s.revoked_at is null and s.expires_at > ${now}
      and s.last_seen_at > ${new Date(now.getTime() - SESSION_IDLE_SECONDS * 1000)}
      ${after ? sql`and (s.created_at, s.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : emptySql}
    order by s.created_at desc, s.id desc
    limit ${limit + 1}`);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: last && rows.length > limit ? writeCursor(last) : null };
}

/** Only logins of the present password; those of a deleted operator count for nothing. */
function heldBy(holder: SessionHolder): Prisma.Sql {
  if (holder.kind === "owner") {
    return sql`join owners o on o.id = s.owner_id and o.credential_version = s.credential_version
      where s.kind = 'owner' and s.owner_id = ${holder.ownerId}::uuid`;
  }
  return sql`join operators o on o.id = s.operator_id and o.credential_version = s.credential_version
      and o.deleted_at is null and o.account_id = s.account_id
    where s.kind = 'operator' and s.operator_id = ${holder.operatorId}::uuid
      and s.account_id = ${holder.accountId}::uuid`;
}

function writeCursor({ createdAt, id }: LiveSession): string {
  return Buffer.from(JSON.stringify([createdAt.toISOString(), id])).toString("base64url");
}

function readCursor(cursor: string): [string, string] {
  try {
    return position.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
  } catch {
    throw new AppError("invalid_cursor");
  }
}
