import "server-only";
import type { z } from "zod";
import type { loginCase } from "@/lib/schemas/login-case";
import type { Actor } from "../audit/record-audit-event";
import { recordAuditEvent } from "../audit/record-audit-event";
import { forAccount } from "../for-account";
import { findCase } from "./find-case";

type Act = { readonly actor: Actor; readonly now: Date; readonly requestId: string };

/** Closes a case by hand. One that is closed already stays as it is. Throws `not_found`. */
export async function closeCase(accountId: string, id: string, act: Act): Promise<z.input<typeof loginCase>> {
  const { actor, now, requestId } = act;
  const { name, email } = await findCase(accountId, id);
  await forAccount(accountId).prisma(async ({ tx }) => {
    const { count } = await tx.loginCase.updateMany({
      where: { id, accountId, closedAt: null },
      data: { closedAt: now, closedAs: "by_hand", closedByName: actor.name },
    });
    if (count === 0) return;
    const subject = { type: "case", id, name: name || (email ?? "") };
    await recordAuditEvent(tx, { accountId, actor, action: "case_closed", subject, requestId });
  });
  return findCase(accountId, id);
}
