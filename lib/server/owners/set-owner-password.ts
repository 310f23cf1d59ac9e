import "server-only";
import { acceptNewPassword } from "../accept-new-password";
import { prisma } from "../db";
import { AppError } from "../errors";
import { clearThrottle, throttleBucket } from "../sign-in-throttle";
import { consumeOneTimeCode, type OneTimeCodeState, readOneTimeCode } from "./one-time-code";
import { replaceOwnerPassword } from "./replace-owner-password";

type OwnerLink = { readonly state: OneTimeCodeState; readonly owner: { name: string; email: string } | null };

/** What a link from `kenshin owner` can do at `now`, without using it up; the owner is told only while it is usable. */
export async function readOwnerLink(token: string, now: Date): Promise<OwnerLink> {
  const { state, ownerId } = await readOneTimeCode(prisma(), "owner_reset", token, now);
  if (state !== "usable" || ownerId === null) return { state: state === "usable" ? "unknown" : state, owner: null };
  const owner = await prisma().owner.findUnique({ where: { id: ownerId }, select: { name: true, email: true } });
  return owner ? { state, owner } : { state: "unknown", owner: null };
}

/**
 * Sets an owner's password by a link from `kenshin owner`: ends every session and clears the waiting time after failed
 * sign-ins (S13: who is locked out can still reset). Of any number at once exactly one succeeds (S9).
 * Throws `invalid_code`, `weak_password`; neither uses the link up.
 */
export async function setOwnerPassword(
  input: { readonly token: string; readonly password: string },
  requestId: string,
  now: Date,
): Promise<{ email: string }> {
  const { state, ownerId } = await readOneTimeCode(prisma(), "owner_reset", input.token, now);
  if (state !== "usable" || ownerId === null) throw new AppError("invalid_code");
  const owner = await prisma().owner.findUnique({ where: { id: ownerId }, select: { email: true, emailKey: true } });
  if (!owner) throw new AppError("invalid_code");
  const passwordHash = await acceptNewPassword(input.password, owner.emailKey, "password");

  await prisma().$transaction(
    async (tx) => {
      // Whoever else works on this owner's codes waits here, as when a new link is made.
      await tx.$queryRaw`select 1 from owners where id = ${ownerId}::uuid for update`;
      const consumed = await consumeOneTimeCode(tx, { purpose: "owner_reset", ownerId }, input.token, now);
      if (!consumed) throw new AppError("invalid_code");
      await replaceOwnerPassword(tx, { ownerId, passwordHash, keptSessionId: null, requestId, now });
    },
    { maxWait: 10_000, timeout: 20_000 },
  );
  await clearThrottle(throttleBucket("owner", owner.emailKey));
  return { email: owner.email };
}
