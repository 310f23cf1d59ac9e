import "server-only";
import { effectiveStatus, endsAccess } from "@/lib/domain/contract";
import { type ResetState, resetState } from "@/lib/domain/password-reset";
import { CONTRACT_SELECT, toContract } from "../contracts/contract-record";
import { prisma } from "../db";
import { hashResetToken } from "./reset-token";

/** `unknown`: never given out here, or for somebody who may not come in any more. */
export type OpenedReset =
  | { readonly state: ResetState | "unknown"; readonly reset: null }
  | {
      readonly state: "sent" | "opened";
      readonly reset: {
        readonly id: string;
        readonly accountId: string;
        readonly operator: {
          readonly id: string;
          readonly name: string;
          readonly email: string;
          readonly emailKey: string;
        };
      };
    };

/** What a link can do at `now` on the pages of the contract `code`, without using it up. */
export async function readPasswordReset(code: string, token: string, now: Date): Promise<OpenedReset> {
  const tokenHash = hashResetToken(token);
  if (tokenHash === null) return { state: "unknown", reset: null };
  const row = await prisma().passwordReset.findUnique({
    where: { tokenHash },
    select: {
      ...{ id: true, expiresAt: true, openedAt: true, usedAt: true, replacedAt: true },
      operator: { select: { id: true, name: true, email: true, emailKey: true, deletedAt: true } },
      account: { select: { id: true, code: true, contract: { select: CONTRACT_SELECT } } },
    },
  });
  if (!row?.account.contract || row.account.code !== code || row.operator.deletedAt !== null) {
    return { state: "unknown", reset: null };
  }
  if (endsAccess(effectiveStatus(toContract(row.account.contract), now))) return { state: "unknown", reset: null };
  const state = resetState(row, now);
  if (state !== "sent" && state !== "opened") return { state, reset: null };
  const { id, name, email, emailKey } = row.operator;
  return { state, reset: { id: row.id, accountId: row.account.id, operator: { id, name, email, emailKey } } };
}

/** The same for the page that a link opens, which the owner then sees as opened. Mail scanners open links too (S9). */
export async function openPasswordReset(code: string, token: string, now: Date): Promise<OpenedReset> {
  const opened = await readPasswordReset(code, token, now);
  if (opened.reset && opened.state === "sent") {
    await prisma().passwordReset.updateMany({
      where: { id: opened.reset.id, openedAt: null, usedAt: null },
      data: { openedAt: now },
    });
  }
  return opened;
}
