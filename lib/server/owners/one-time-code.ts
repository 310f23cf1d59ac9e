import "server-only";
import { createHash, randomBytes } from "node:crypto";
import type { Prisma } from "@/prisma/generated/client";

export type OneTimeCodePurpose = "setup" | "owner_reset";

/** How long a code can be used. The setup code guards nothing but an empty house; a reset link opens a full one (S10). Seconds. */
export const ONE_TIME_CODE_SECONDS = {
  setup: 24 * 60 * 60,
  owner_reset: 60 * 60,
} as const satisfies Record<OneTimeCodePurpose, number>;

/** `over`: its time ran out, or a newer code or a password change took its place. `unknown`: never given out. */
export type OneTimeCodeState = "usable" | "used" | "over" | "unknown";

type Whose = { readonly purpose: OneTimeCodePurpose; readonly ownerId: string | null };
type Transaction = Pick<Prisma.TransactionClient, "oneTimeCode">;

// 256 bits in base64url. Anything else is no code of ours and is not looked up.
const CODE = /^[A-Za-z0-9_-]{43}$/;

/** What is kept of a code. It is random, so a plain hash is enough: there is nothing to guess (S10). */
export function hashOneTimeCode(code: string): string {
  return createHash("sha256").update(code).digest("base64url");
}

/**
 * Makes a new code in the caller's transaction and ends the older ones of the same purpose and owner. Shown once: only
 * its hash is kept. The caller holds a lock on whose codes these are, or two made at once would both stay usable.
 */
export async function createOneTimeCode(
  tx: Transaction,
  whose: Whose,
  now: Date,
): Promise<{ code: string; expiresAt: Date }> {
  await endOneTimeCodes(tx, whose, now);
  const code = randomBytes(32).toString("base64url");
  const expiresAt = new Date(now.getTime() + ONE_TIME_CODE_SECONDS[whose.purpose] * 1000);
  await tx.oneTimeCode.create({
    data: { ...whose, codeHash: hashOneTimeCode(code), createdAt: now, expiresAt },
    select: { id: true },
  });
  return { code, expiresAt };
}

/** What a code could do at `now`, and whose it is. Looking does not use it up: mail scanners open links too. */
export async function readOneTimeCode(
  tx: Transaction,
  purpose: OneTimeCodePurpose,
  code: string,
  now: Date,
): Promise<{ state: OneTimeCodeState; ownerId: string | null }> {
  if (!CODE.test(code)) return { state: "unknown", ownerId: null };
  const row = await tx.oneTimeCode.findUnique({
    where: { codeHash: hashOneTimeCode(code) },
    select: { purpose: true, ownerId: true, expiresAt: true, usedAt: true },
  });
  if (!row || row.purpose !== purpose) return { state: "unknown", ownerId: null };
  if (row.usedAt) return { state: "used", ownerId: row.ownerId };
  return { state: row.expiresAt <= now ? "over" : "usable", ownerId: row.ownerId };
}

/**
 * Uses a code up by one conditional update, so that of any number at once exactly one gets true (S9), and ends the
 * others of the same purpose and owner.
 */
export async function consumeOneTimeCode(tx: Transaction, whose: Whose, code: string, now: Date): Promise<boolean> {
  if (!CODE.test(code)) return false;
  const { count } = await tx.oneTimeCode.updateMany({
    where: { codeHash: hashOneTimeCode(code), ...whose, usedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
  });
  if (count !== 1) return false;
  await endOneTimeCodes(tx, whose, now);
  return true;
}

/** Ends every code of one purpose and owner that could still be used. */
export async function endOneTimeCodes(tx: Transaction, whose: Whose, now: Date): Promise<void> {
  await tx.oneTimeCode.updateMany({
    where: { ...whose, usedAt: null, expiresAt: { gt: now } },
    data: { expiresAt: now },
  });
}
