import "server-only";
import type { Prisma } from "@/prisma/generated/client";
import { recordAuditEvent } from "../audit/record-audit-event";
import { endOneTimeCodes } from "./one-time-code";

type Replacement = {
  readonly ownerId: string;
  readonly passwordHash: string;
  /** The login that goes on, or null: all end. */
  readonly keptSessionId: string | null;
  readonly requestId: string;
  readonly now: Date;
};

/**
 * What every password change does, in the caller's transaction, which holds the owner's row: the new hash, a higher
 * credential version (sessions made under the older one are over from their next request on, S16), other sessions
 * marked as ended, outstanding links ended, one line in the audit log. Answers how many sessions ended.
 */
export async function replaceOwnerPassword(tx: Prisma.TransactionClient, change: Replacement): Promise<number> {
  const { ownerId, passwordHash, keptSessionId, requestId, now } = change;
  const owner = await tx.owner.update({
    where: { id: ownerId },
    data: { passwordHash, credentialVersion: { increment: 1 } },
    select: { id: true, name: true, credentialVersion: true },
  });
  const { count } = await tx.session.updateMany({
    where: {
      kind: "owner",
      ownerId,
      revokedAt: null,
      expiresAt: { gt: now },
      ...(keptSessionId ? { id: { not: keptSessionId } } : {}),
    },
    data: { revokedAt: now },
  });
  if (keptSessionId) {
    await tx.session.updateMany({
      where: { id: keptSessionId, ownerId, revokedAt: null },
      data: { credentialVersion: owner.credentialVersion },
    });
  }
  await endOneTimeCodes(tx, { purpose: "owner_reset", ownerId }, now);
  await recordAuditEvent(tx, {
    accountId: null,
    actor: { kind: "owner", id: owner.id, name: owner.name },
    action: "owner_password_changed",
    subject: { type: "owner", id: owner.id, name: owner.name },
    requestId,
  });
  return count;
}
