/** What the audit log can be narrowed to; each stands for several actions (lib/server/audit). */
export const AUDIT_KINDS = ["operators", "cleanups", "imports", "contract", "account"] as const;
export type AuditKind = (typeof AUDIT_KINDS)[number];
