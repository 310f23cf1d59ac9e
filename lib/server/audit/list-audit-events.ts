import "server-only";
import type { z } from "zod";
import type { AuditKind } from "@/lib/domain/audit";
import { actorKind, type auditEventList, auditFields } from "@/lib/schemas/audit-event";
import type { PageQuery } from "@/lib/schemas/pagination";
import { prisma } from "../db";
import { decodeIdCursor, idPage } from "../id-cursor";
import type { AuditAction } from "./record-audit-event";

/** What each kind of the filter shows. Acts of an owner outside any contract are in no contract's log. */
export const ACTIONS_OF_KIND: Record<AuditKind, readonly AuditAction[]> = {
  operators: [
    "operator_added",
    "operator_changed",
    "operator_deleted",
    "operator_restored",
    "operators_deleted",
    "operators_exported",
    "deletion_undone",
    "reset_link_copied",
    "reset_links_copied",
    "reset_mailed",
    "resets_mailed",
    "kept_mail_read",
    "mail_resent",
    "operator_password_set",
    "operator_unlocked",
    "operator_sessions_ended",
    "case_closed",
    "case_assigned",
  ],
  cleanups: ["cleanup_applied", "cleanup_undone", "todos_added", "todo_done", "todo_reopened"],
  imports: ["import_started", "import_confirmed", "import_cancelled", "import_finished", "import_failed"],
  contract: ["contract_changed", "contract_confirmed", "contract_ended_by_date"],
  account: [
    "account_created",
    "account_updated",
    "message_template_changed",
    "message_template_reset",
    "waiver_added",
    "waiver_cancelled",
    "waiver_expired",
    "waiver_lapsed",
  ],
};

/** The audit log of one contract, newest first. Throws `invalid_cursor`. */
export async function listAuditEvents(
  accountId: string,
  { limit, cursor, kind }: PageQuery & { kind?: AuditKind | undefined },
): Promise<z.input<typeof auditEventList>> {
  const after = decodeIdCursor(cursor);
  const rows = await prisma().auditEvent.findMany({
    where: {
      accountId,
      ...(after === null ? {} : { id: { lt: after } }),
      ...(kind === undefined ? {} : { action: { in: [...ACTIONS_OF_KIND[kind]] } }),
    },
    orderBy: { id: "desc" },
    take: limit + 1,
    select: {
      ...{ id: true, createdAt: true, actorKind: true, actorName: true, action: true },
      ...{ subjectType: true, subjectId: true, subjectName: true, before: true, after: true },
    },
  });
  const { items, nextCursor } = idPage(rows, limit);
  return {
    items: items.map((row) => ({
      id: row.id,
      at: row.createdAt,
      actor: { kind: actorKind.catch("system").parse(row.actorKind), name: row.actorName },
      action: row.action,
      subject: { type: row.subjectType, id: row.subjectId, name: row.subjectName },
      before: auditFields.nullable().parse(row.before),
      after: auditFields.nullable().parse(row.after),
    })),
    nextCursor,
  };
}
