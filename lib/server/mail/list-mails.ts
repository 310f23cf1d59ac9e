import "server-only";
import type { z } from "zod";
import { MAIL_FAILURES } from "@/lib/domain/mail-delivery";
import type { MailStatusDto, mailList } from "@/lib/schemas/mail";
import type { PageQuery } from "@/lib/schemas/pagination";
import { prisma } from "../db";
import { decodeIdCursor, idPage } from "../id-cursor";
import { dayOf } from "../stored-day";

/** The mails of an account and what became of each, newest first. Throws `invalid_cursor`. */
export async function listMails(
  accountId: string,
  { limit, cursor, status }: PageQuery & { readonly status?: MailStatusDto | undefined },
): Promise<z.input<typeof mailList>> {
  const after = decodeIdCursor(cursor);
  const rows = await prisma().mailMessage.findMany({
    where: { accountId, ...(after === null ? {} : { id: { lt: after } }), ...(status === undefined ? {} : { status }) },
    orderBy: { id: "desc" },
    take: limit + 1,
    select: {
      ...{ id: true, kind: true, status: true, recipient: true, recipientName: true, operatorId: true, notice: true },
      ...{ noticeOn: true, attempts: true, lastError: true, nextAttemptAt: true, createdAt: true, endedAt: true },
    },
  });
  const { items, nextCursor } = idPage(rows, limit);
  return {
    items: items.map((row) => ({
      ...row,
      noticeOn: row.noticeOn === null ? null : dayOf(row.noticeOn),
      lastError: MAIL_FAILURES.find((failure) => failure === row.lastError) ?? null,
      nextAttemptAt: row.status === "queued" ? row.nextAttemptAt : null,
    })),
    nextCursor,
  };
}
