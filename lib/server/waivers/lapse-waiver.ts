import "server-only";
import { KENSHIN } from "@/lib/domain/contract-notices";
import type { WaiverEnd } from "@/lib/domain/waiver";
import { recordAuditEvent } from "../audit/record-audit-event";
import { forAccount } from "../for-account";

/** Ends a waiver that holds no more, once, however many see it. */
export async function lapseWaiver(accountId: string, id: string, end: WaiverEnd, now: Date): Promise<void> {
  await forAccount(accountId).prisma(async ({ tx }) => {
    const { count } = await tx.waiver.updateMany({
      where: { id, accountId, endedAt: null },
      data: { endedAt: now, endedAs: end },
    });
    if (count === 0) return;
    const { slug } = await tx.waiver.findUniqueOrThrow({ where: { id }, select: { slug: true } });
    const actor = { kind: "system", name: KENSHIN } as const;
    const subject = { type: "waiver", id };
    const action = end === "until_passed" ? "waiver_expired" : "waiver_lapsed";
    await recordAuditEvent(tx, { accountId, actor, action, subject, after: { cause: slug } });
  });
}
