import "server-only";
import { normalizeEmail } from "@/lib/domain/email";
import type { AppLocale } from "@/lib/i18n/config";
import { acceptNewPassword } from "../accept-new-password";
import { recordAuditEvent } from "../audit/record-audit-event";
import { prisma } from "../db";
import { AppError } from "../errors";
import { hasOwner, whileNoOwner } from "./first-owner";
import { consumeOneTimeCode, readOneTimeCode } from "./one-time-code";

type FirstOwner = {
  readonly code: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly locale: AppLocale;
};

/**
 * Makes the first owner for whoever holds the setup code. Of any number at once exactly one succeeds (S9).
 * Throws `already_set_up`, `invalid_code`, `invalid_email`, `weak_password`; none of them uses the code up.
 */
export async function setUpFirstOwner(
  input: FirstOwner,
  requestId: string,
  now: Date,
): Promise<{ id: string; name: string; email: string }> {
  if (await hasOwner()) throw new AppError("already_set_up");
  // Without the code nothing else is looked at, and no hash is spent on a stranger.
  const { state } = await readOneTimeCode(prisma(), "setup", input.code, now);
  // Somebody may have been faster by a moment, and used it.
  if (state !== "usable") throw new AppError((await hasOwner()) ? "already_set_up" : "invalid_code");
  const email = normalizeEmail(input.email);
  if (!email.ok) throw new AppError("invalid_email");
  const passwordHash = await acceptNewPassword(input.password, email.key, "password");

  const owner = await whileNoOwner(async (tx) => {
    const consumed = await consumeOneTimeCode(tx, { purpose: "setup", ownerId: null }, input.code, now);
    if (!consumed) throw new AppError("invalid_code");
    const { name, locale } = input;
    const made = await tx.owner.create({
      data: { name, email: input.email.trim(), emailKey: email.key, passwordHash, locale },
      select: { id: true, name: true, email: true },
    });
    await recordAuditEvent(tx, {
      accountId: null,
      actor: { kind: "owner", id: made.id, name },
      action: "owner_added",
      subject: { type: "owner", id: made.id, name },
      requestId,
    });
    return made;
  });
  if (!owner) throw new AppError("already_set_up");
  return owner;
}
