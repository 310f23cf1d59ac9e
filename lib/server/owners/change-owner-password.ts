import "server-only";
import { acceptNewPassword } from "../accept-new-password";
import { prisma } from "../db";
import { AppError } from "../errors";
import { verifyPassword } from "../password-hash";
import type { OwnerSession } from "../session";
import { clearThrottle, countTry, throttleBucket } from "../sign-in-throttle";
import { replaceOwnerPassword } from "./replace-owner-password";

/**
 * Changes the password of who is signed in, who has to know the current one. This session goes on, all others end
 * (S16). Throws `wrong_password`, `weak_password`, `too_many_requests` (too many wrong ones: wait).
 */
export async function changeOwnerPassword(
  session: OwnerSession,
  input: { readonly currentPassword: string; readonly newPassword: string },
  requestId: string,
  now: Date,
): Promise<{ endedSessions: number }> {
  const ownerId = session.owner.id;
  const bucket = throttleBucket("owner-change", ownerId);
  if (!(await countTry(bucket)).allowed) throw new AppError("too_many_requests");
  const owner = await prisma().owner.findUniqueOrThrow({
    where: { id: ownerId },
    select: { passwordHash: true, credentialVersion: true, emailKey: true },
  });
  if (!(await verifyPassword(owner.passwordHash, input.currentPassword))) {
    throw new AppError("wrong_password", {
      errors: [{ path: "currentPassword", code: "wrong_password", message: "This is not the current password." }],
    });
  }
  await clearThrottle(bucket);
  const passwordHash = await acceptNewPassword(input.newPassword, owner.emailKey, "newPassword");

  const endedSessions = await prisma().$transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ credential_version: number }[]>`
      select credential_version from owners where id = ${ownerId}::uuid for update`;
    // Changed meanwhile: the password that was just checked is not the current one any more, and this session is over.
    if (row?.credential_version !== owner.credentialVersion) throw new AppError("unauthenticated");
    return replaceOwnerPassword(tx, { ownerId, passwordHash, keptSessionId: session.sessionId, requestId, now });
  });
  return { endedSessions };
}
