import "server-only";
import { normalizeEmail } from "@/lib/domain/email";
import { prisma } from "../db";
import { verifyPassword } from "../password-hash";
import { clearThrottle, countTry, throttleBucket } from "../sign-in-throttle";

/**
 * The owner an address and password belong to, or null. Unknown address, wrong password, no password and a bucket that
 * must wait all look and last the same: each spends one hash (S15).
 */
export async function verifyOwnerPassword(
  email: string,
  password: string,
): Promise<{ id: string; credentialVersion: number } | null> {
  const normalized = normalizeEmail(email);
  // An address that is none still has a bucket of its own, so that it takes the same road.
  const bucket = throttleBucket("owner", normalized.ok ? normalized.key : email);
  const { allowed } = await countTry(bucket);
  const owner = normalized.ok
    ? await prisma().owner.findUnique({
        where: { emailKey: normalized.key },
        select: { id: true, passwordHash: true, credentialVersion: true },
      })
    : null;
  const correct = await verifyPassword(allowed ? owner?.passwordHash : null, password);
  if (!correct || !owner) return null;
  await clearThrottle(bucket);
  return { id: owner.id, credentialVersion: owner.credentialVersion };
}
