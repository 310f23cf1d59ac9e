import "server-only";
import type { Prisma } from "@/prisma/generated/client";

/** Who acts: a signed-in owner, an operator, or Kenshin itself (jobs, command line). */
export type Actor =
  | { readonly kind: "owner"; readonly id: string; readonly name: string }
  | { readonly kind: "operator"; readonly id: string; readonly name: string }
  | { readonly kind: "system"; readonly name: string };

/** Every act the audit log knows; each has a sentence in the message files (`auditLog.actions.<action>`). */
export const AUDIT_ACTIONS = [
  "account_created",
  "account_updated",
  "message_template_changed",
  "message_template_reset",
  "contract_changed",
  "contract_confirmed",
  "contract_ended_by_date",
  "operator_added",
  "operator_changed",
  "operator_deleted",
  "operator_restored",
  "operators_deleted",
  "operators_exported",
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
  "waiver_added",
  "waiver_cancelled",
  "waiver_expired",
  "waiver_lapsed",
  "deletion_undone",
  "cleanup_applied",
  "cleanup_undone",
  "todos_added",
  "todo_done",
  "todo_reopened",
  "import_started",
  "import_confirmed",
  "import_cancelled",
  "import_finished",
  "import_failed",
  "owner_added",
  "owner_password_changed",
  "owner_profile_changed",
  "sessions_ended",
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

export type AuditEntry = {
  readonly accountId: string | null;
  readonly actor: Actor;
  readonly action: AuditAction;
  readonly subject: { readonly type: string; readonly id?: string; readonly name?: string };
  /** Only the fields that changed, never a secret, never whole lists (S54). */
  readonly before?: Prisma.InputJsonObject;
  readonly after?: Prisma.InputJsonObject;
  readonly requestId?: string;
};

type Writer = { auditEvent: Pick<Prisma.TransactionClient["auditEvent"], "create"> };

/** Writes one line of the audit log in the transaction of the act it records, so that neither exists without the other. */
export async function recordAuditEvent(tx: Writer, entry: AuditEntry): Promise<void> {
  await tx.auditEvent.create({ data: auditRow(entry), select: { id: true } });
}

function auditRow({
  accountId,
  actor,
  action,
  subject,
  before,
  after,
  requestId,
}: AuditEntry): Prisma.AuditEventUncheckedCreateInput {
  return {
    accountId,
    actorKind: actor.kind,
    actorId: actor.kind === "system" ? null : actor.id,
    actorName: actor.name,
    action,
    subjectType: subject.type,
    subjectId: subject.id ?? null,
    subjectName: subject.name ?? null,
    ...(before ? { before } : {}),
    ...(after ? { after } : {}),
    requestId: requestId ?? null,
  };
}
