import "server-only";
import type { AccountSql } from "../for-account";
import { sql } from "../sql";
import type { AuditEntry } from "./record-audit-event";

/** The same line of the audit log, written on a `pg` transaction (clean-up, bulk work, jobs). */
export async function recordAuditEventSql(db: AccountSql, entry: Omit<AuditEntry, "accountId">): Promise<void> {
  const { actor, subject } = entry;
  await db.query(sql`
    insert into audit_events (id, account_id, actor_kind, actor_id, actor_name, action,
                              subject_type, subject_id, subject_name, before, after, request_id)
    values (kenshin_uuid7(), ${db.accountId}::uuid, ${actor.kind}, ${actor.kind === "system" ? null : actor.id}::uuid,
            ${actor.name}, ${entry.action}, ${subject.type}, ${subject.id ?? null}::uuid, ${subject.name ?? null},
            ${entry.before ? JSON.stringify(entry.before) : null}::jsonb,
            ${entry.after ? JSON.stringify(entry.after) : null}::jsonb, ${entry.requestId ?? null})`);
}
