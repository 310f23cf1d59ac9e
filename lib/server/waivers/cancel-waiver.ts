import "server-only";
import type { z } from "zod";
import type { waiver } from "@/lib/schemas/waiver";
import { type Actor, recordAuditEvent } from "../audit/record-audit-event";
import { AppError } from "../errors";
import { forAccount } from "../for-account";
import { toWaiver, WAIVER_SELECT } from "./waiver-record";

type Act = { readonly actor: Actor; readonly now: Date; readonly requestId: string };

/** Takes a waiver back: its finding counts again. One that is over stays as it ended. Throws `not_found`. */
export async function cancelWaiver(
  accountId: string,
  id: string,
  { actor, now, requestId }: Act,
): Promise<z.input<typeof waiver>> {
  return forAccount(accountId).prisma(async ({ tx }) => {
    const { count } = await tx.waiver.updateMany({
      where: { id, accountId, endedAt: null },
      data: { endedAt: now, endedAs: "cancelled", endedByName: actor.name },
    });
    const row = await tx.waiver.findFirst({ where: { id, accountId }, select: WAIVER_SELECT });
    if (row === null) throw new AppError("not_found");
    if (count > 0) {
      const subject = { type: "waiver", id };
      const after = { cause: row.slug };
      await recordAuditEvent(tx, { accountId, actor, action: "waiver_cancelled", subject, after, requestId });
    }
    return toWaiver(row);
  });
}
