import "server-only";
import { effectiveStatus, endsAccess } from "@/lib/domain/contract";
import { type ContractNotice, dueNotices } from "@/lib/domain/contract-notices";
import { isUsable, resetState } from "@/lib/domain/password-reset";
import type { Prisma } from "@/prisma/generated/client";
import { CONTRACT_SELECT, toContract } from "../contracts/contract-record";
import { prisma } from "../db";
import { dayOf } from "../stored-day";

/** A mail with everything that decides whether it may go, and what it says. */
const MAIL_SELECT = {
  ...{ id: true, kind: true, status: true, recipient: true, recipientName: true, locale: true },
  ...{ attempts: true, lastError: true, createdAt: true, endedAt: true, notice: true, noticeOn: true },
  operator: { select: { id: true, name: true, emailKey: true, deletedAt: true } },
  passwordReset: {
    select: { id: true, createdAt: true, expiresAt: true, openedAt: true, usedAt: true, replacedAt: true },
  },
  account: {
    select: {
      ...{ id: true, code: true, name: true },
      owner: { select: { emailKey: true } },
      contract: { select: CONTRACT_SELECT },
    },
  },
} as const satisfies Prisma.MailMessageSelect;

export type MailRecord = Prisma.MailMessageGetPayload<{ select: typeof MAIL_SELECT }>;

/** A mail of one account; null for one that is not there, or not this account's (S3). */
export function readMailRecord(accountId: string, mailId: string): Promise<MailRecord | null> {
  return prisma().mailMessage.findFirst({ where: { id: mailId, accountId }, select: MAIL_SELECT });
}

/**
 * Whether a mail may still go at `now`: the recipient is still that person with that address, and what it tells is still
 * so. Asked right before sending, because minutes may lie between a mail and its cause (S50).
 */
export function isStillRight(mail: MailRecord, now: Date): boolean {
  switch (mail.kind) {
    case "password_reset":
      return isForOperator(mail) && hasAccess(mail, now) && isLinkUsable(mail, now);
    case "reset_link_copied":
    case "password_changed":
      return isForOperator(mail);
    case "contract_notice":
      return mail.account.owner.emailKey === mail.recipient && isNoticeDue(mail, now);
  }
}

function isForOperator({ operator, recipient }: MailRecord): boolean {
  return operator !== null && operator.deletedAt === null && operator.emailKey === recipient;
}

function hasAccess({ account: { contract } }: MailRecord, now: Date): boolean {
  return contract !== null && !endsAccess(effectiveStatus(toContract(contract), now));
}

/** Whether the link in the mail still opens something. */
export function isLinkUsable({ passwordReset }: MailRecord, now: Date): boolean {
  return passwordReset !== null && isUsable(resetState(passwordReset, now));
}

/** Whether a mail is sent again with a new link: its own opens nothing, and a new one would open something. */
export function takesNewLink(mail: MailRecord, now: Date): boolean {
  return mail.kind === "password_reset" && !isLinkUsable(mail, now) && hasAccess(mail, now);
}

/** A date that somebody has changed since is not announced any more; an end that has come stays true. */
function isNoticeDue({ notice, noticeOn, account: { contract } }: MailRecord, now: Date): boolean {
  if (notice === null || noticeOn === null || contract === null) return false;
  if (notice === "cancelled") return contract.status === "cancelled";
  const on = dayOf(noticeOn);
  return dueNotices(toContract(contract), now).some((due) => isSameDate(due.notice, notice) && due.on === on);
}

/** "comes soon" is still right to say on the day that it has come: the mail names the date. */
function isSameDate(due: ContractNotice, told: ContractNotice): boolean {
  return due.split("_")[0] === told.split("_")[0];
}
