import "server-only";
import type { z } from "zod";
import type { mailText } from "@/lib/schemas/mail";
import type { Actor } from "../audit/record-audit-event";
import { recordAuditEvent } from "../audit/record-audit-event";
import { AppError } from "../errors";
import { forAccount } from "../for-account";
import { composeMail } from "./compose-mail";
import { isLinkUsable, isStillRight, type MailRecord, readMailRecord, takesNewLink } from "./mail-record";
import { hasMailServer } from "./mail-transport";

/**
 * The text of a mail for the owner. The link of a reset stands in it only when the mail was kept because no mail server is
 * set, and still works: then the owner has to pass it on. Whoever sees a link could use it, so that is audited, like a
 * copied one. Throws `not_found`.
 */
export async function readMail(
  accountId: string,
  mailId: string,
  { actor, now, requestId }: { readonly actor: Actor; readonly now: Date; readonly requestId: string },
): Promise<z.input<typeof mailText>> {
  const mail = await readMailRecord(accountId, mailId);
  if (mail === null) throw new AppError("not_found");
  const hasLink = mail.kind === "password_reset" && mail.status === "kept" && isStillRight(mail, now);
  if (hasLink) {
    const { operator } = mail;
    await forAccount(accountId).prisma(({ tx }) =>
      recordAuditEvent(tx, {
        ...{ accountId, actor, action: "kept_mail_read", requestId },
        subject: { type: "operator", ...(operator ? { id: operator.id, name: operator.name } : {}) },
      }),
    );
  }
  const link = hasLink ? "shown" : isLinkUsable(mail, now) ? "hidden" : "over";
  const { subject, text } = await composeMail(mail, { link });
  return { id: mail.id, subject, text, hasLink, canResend: isWorthResending(mail, now) };
}

/** Without a mail server a kept mail would only be kept again, unless it takes a new link with it. */
function isWorthResending(mail: MailRecord, now: Date): boolean {
  return isResendable(mail) && (mail.status === "failed" || hasMailServer() || takesNewLink(mail, now));
}

/** A mail that got nowhere: given up, or kept because there was no mail server. */
export function isResendable({ status }: Pick<MailRecord, "status">): boolean {
  return status === "failed" || status === "kept";
}
