import "server-only";
import type { AppLocale, Theme } from "@/lib/i18n/config";
import { recordAuditEvent } from "../audit/record-audit-event";
import { prisma } from "../db";
import { type OwnerProfile, toOwnerProfile } from "./read-profile";

type ProfileChange = {
  readonly name?: string | undefined;
  readonly locale?: AppLocale | undefined;
  readonly theme?: Theme | undefined;
};

const FIELDS = ["name", "locale", "theme"] as const;

/** Changes the fields that are named and leaves the others; the audit log keeps what they were. */
export async function updateProfile(ownerId: string, change: ProfileChange, requestId: string): Promise<OwnerProfile> {
  return prisma().$transaction(async (tx) => {
    const select = { id: true, name: true, email: true, locale: true, theme: true } as const;
    const before = await tx.owner.findUniqueOrThrow({ where: { id: ownerId }, select });
    const changed = FIELDS.filter((field) => change[field] !== undefined && change[field] !== before[field]);
    if (changed.length === 0) return toOwnerProfile(before);
    const after = await tx.owner.update({
      where: { id: ownerId },
      data: Object.fromEntries(changed.map((field) => [field, change[field]])),
      select,
    });
    await recordAuditEvent(tx, {
      accountId: null,
      actor: { kind: "owner", id: ownerId, name: after.name },
      action: "owner_profile_changed",
      subject: { type: "owner", id: ownerId, name: after.name },
      before: Object.fromEntries(changed.map((field) => [field, before[field]])),
      after: Object.fromEntries(changed.map((field) => [field, after[field]])),
      requestId,
    });
    return toOwnerProfile(after);
  });
}
