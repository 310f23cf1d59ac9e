import "server-only";
import { recordAuditEvent } from "../audit/record-audit-event";
import { prisma } from "../db";
import { AppError } from "../errors";
import type { OwnerSession } from "../session";

/**
 * Ends one login of the owner; its next request is refused (S16). Somebody else's, an ended and an unknown one are the
 * same `not_found` (S3).
 */
export async function endOwnerSession(
  session: OwnerSession,
  sessionId: string,
  requestId: string,
  now: Date,
): Promise<void> {
  const ended = await endSessions(session, { id: sessionId }, requestId, now);
  if (ended === 0) throw new AppError("not_found");
}

/** Ends every login of the owner but the one that asks. Answers how many that were. */
export async function endOtherOwnerSessions(session: OwnerSession, requestId: string, now: Date): Promise<number> {
  return endSessions(session, { id: { not: session.sessionId } }, requestId, now);
}

async function endSessions(
  { owner }: OwnerSession,
  which: { id: string | { not: string } },
  requestId: string,
  now: Date,
): Promise<number> {
  return prisma().$transaction(async (tx) => {
    const { count } = await tx.session.updateMany({
      where: { ...which, kind: "owner", ownerId: owner.id, revokedAt: null, expiresAt: { gt: now } },
      data: { revokedAt: now },
    });
    if (count > 0) {
      await recordAuditEvent(tx, {
        accountId: null,
        actor: { kind: "owner", id: owner.id, name: owner.name },
        action: "sessions_ended",
        subject: { type: "owner", id: owner.id, name: owner.name },
        after: { count },
        requestId,
      });
    }
    return count;
  });
}
