import "server-only";
import type { PageQuery } from "@/lib/schemas/pagination";
import type { Prisma } from "@/prisma/generated/client";
import type { Actor } from "../audit/record-audit-event";
import { recordAuditEventSql } from "../audit/record-audit-event-sql";
import { AppError } from "../errors";
import { forAccount } from "../for-account";
import { type LiveSession, type LiveSessionPage, listLiveSessions } from "../sessions/list-live-sessions";
import { sql } from "../sql";

/** An operator of one account; everything here names both, so that a foreign id finds nothing (S3). */
export type OperatorRef = { readonly accountId: string; readonly operatorId: string };

type OwnPage = { items: (LiveSession & { current: boolean })[]; nextCursor: string | null };
type Ending = { readonly actor: Actor; readonly now: Date; readonly requestId: string };

/** An operator's logins that would be let in at `now`, for the owner. Throws `invalid_cursor`. */
export function listOperatorSessions(operator: OperatorRef, page: PageQuery, now: Date): Promise<LiveSessionPage> {
  return listLiveSessions({ kind: "operator", ...operator }, page, now);
}

/** The same for the operator, with the login that asks marked. */
export async function listOwnOperatorSessions(
  operator: OperatorRef & { readonly sessionId: string },
  page: PageQuery,
  now: Date,
): Promise<OwnPage> {
  const { items, nextCursor } = await listOperatorSessions(operator, page, now);
  return { items: items.map((item) => ({ ...item, current: item.id === operator.sessionId })), nextCursor };
}

/** Ends one login; its next request is refused (S16). An ended, unknown or foreign one is `not_found`. */
export async function endOperatorSession(operator: OperatorRef, sessionId: string, ending: Ending): Promise<void> {
  const ended = await endSessions(operator, sql`id = ${sessionId}::uuid`, ending);
  if (ended === 0) throw new AppError("not_found");
}

/** Ends every login of an operator but `except`. Answers how many that were. */
export function endOperatorSessions(operator: OperatorRef, ending: Ending, except?: string): Promise<number> {
  return endSessions(operator, except === undefined ? sql`true` : sql`id <> ${except}::uuid`, ending);
}

function endSessions(
  { accountId, operatorId }: OperatorRef,
  which: Prisma.Sql,
  { actor, now, requestId }: Ending,
): Promise<number> {
  return forAccount(accountId).sql(async (db) => {
    const { rows } = await db.query<{ name: string }>(sql`
      select name from operators where id = ${operatorId}::uuid and account_id = ${accountId}::uuid`);
    const [operator] = rows;
    if (!operator) throw new AppError("not_found");
    const { rowCount } = await db.query(sql`
      update sessions set revoked_at = ${now}
      where kind = 'operator' and operator_id = ${operatorId}::uuid and account_id = ${accountId}::uuid
        and revoked_at is null and expires_at > ${now} and ${which}`);
    const count = rowCount ?? 0;
    if (count > 0) {
      const subject = { type: "operator", id: operatorId, name: operator.name };
      await recordAuditEventSql(db, { actor, action: "operator_sessions_ended", subject, after: { count }, requestId });
    }
    return count;
  });
}
