import "server-only";
import { normalizeEmail } from "@/lib/domain/email";
import { type Actor, recordAuditEvent } from "../audit/record-audit-event";
import { prisma } from "../db";
import { AppError } from "../errors";
import { createOneTimeCode } from "./one-time-code";

type NewOwner = { readonly email: string; readonly name?: string | undefined };

/**
 * Adds an owner without a password, and makes the code that sets one (an hour). The name is the address's local part
 * unless one is given. Throws `invalid_email`, `email_in_use` (an owner with this address exists).
 */
export async function addOwner(
  { email, name }: NewOwner,
  actor: Actor,
  now: Date,
): Promise<{ id: string; email: string; code: string; expiresAt: Date }> {
  const normalized = normalizeEmail(email);
  if (!normalized.ok) throw new AppError("invalid_email");
  const chosenName = name ?? normalized.key.slice(0, normalized.key.lastIndexOf("@"));
  return prisma().$transaction(async (tx) => {
    // "Do nothing" instead of an error: two at once are one new owner and one `email_in_use`.
    const { count } = await tx.owner.createMany({
      data: [{ name: chosenName, email: email.trim(), emailKey: normalized.key }],
      skipDuplicates: true,
    });
    if (count !== 1) throw new AppError("email_in_use", { params: { holder: normalized.key } });
    const owner = await tx.owner.findUniqueOrThrow({
      where: { emailKey: normalized.key },
      select: { id: true, email: true },
    });
    const link = await createOneTimeCode(tx, { purpose: "owner_reset", ownerId: owner.id }, now);
    await recordAuditEvent(tx, {
      accountId: null,
      actor,
      action: "owner_added",
      subject: { type: "owner", id: owner.id, name: chosenName },
    });
    return { ...owner, ...link };
  });
}
