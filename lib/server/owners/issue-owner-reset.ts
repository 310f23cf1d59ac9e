import "server-only";
import { normalizeEmail } from "@/lib/domain/email";
import { prisma } from "../db";
import { AppError } from "../errors";
import { createOneTimeCode } from "./one-time-code";

/**
 * A code that sets a new password for the owner of an address; an hour, and until a newer one is made. The password in
 * use stays until then. Throws `invalid_email`, `not_found`.
 */
export async function issueOwnerReset(email: string, now: Date): Promise<{ code: string; expiresAt: Date }> {
  const normalized = normalizeEmail(email);
  if (!normalized.ok) throw new AppError("invalid_email");
  return prisma().$transaction(async (tx) => {
    // The row lock makes two at once wait for each other, so that one of the two codes ends the other.
    const [owner] = await tx.$queryRaw<{ id: string }[]>`
      select id from owners where email_key = ${normalized.key} for update`;
    if (!owner) throw new AppError("not_found");
    return createOneTimeCode(tx, { purpose: "owner_reset", ownerId: owner.id }, now);
  });
}
