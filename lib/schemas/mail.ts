import { z } from "zod";
import { CONTRACT_NOTICES } from "@/lib/domain/contract-notices";
import { MAIL_FAILURES } from "@/lib/domain/mail-delivery";
import { pageOf, pageQuery } from "./pagination";
import { accountCode, day, instant, uuid } from "./values";

/**
 * `kept`: there is no mail server, the owner passes it on. `failed`: the dead letter, which the owner can send again.
 * `withdrawn`: what it was about was over before it could go.
 */
export const mailStatus = z.enum(["queued", "sent", "kept", "failed", "withdrawn"]);

export const mailKind = z.enum(["password_reset", "reset_link_copied", "password_changed", "contract_notice"]);

/** A mail as the owner sees it in the list; its text is read one by one. */
export const mail = z.strictObject({
  id: uuid,
  kind: mailKind,
  status: mailStatus,
  recipient: z.string(),
  recipientName: z.string(),
  operatorId: uuid.nullable(),
  notice: z.enum(CONTRACT_NOTICES).nullable(),
  noticeOn: day.nullable(),
  attempts: z.number().int().nonnegative(),
  lastError: z.enum(MAIL_FAILURES).nullable(),
  /** When it is tried next; null once it has ended. */
  nextAttemptAt: instant.nullable(),
  createdAt: instant,
  endedAt: instant.nullable(),
});

export const mailList = pageOf(mail);

export const mailQuery = pageQuery.extend({ status: mailStatus.optional() });

export const mailParams = z.strictObject({ code: accountCode, id: uuid });

/** The text of a mail. Its link stands in it only while the owner has to pass the mail on (`hasLink`). */
export const mailText = z.strictObject({
  id: uuid,
  subject: z.string(),
  text: z.string(),
  hasLink: z.boolean(),
  /** Whether it can be sent again. */
  canResend: z.boolean(),
});

export const resentMail = z.strictObject({ status: z.literal("queued") });

export type MailStatusDto = z.output<typeof mailStatus>;
export type MailDto = z.output<typeof mail>;
export type MailListDto = z.output<typeof mailList>;
export type MailTextDto = z.output<typeof mailText>;
