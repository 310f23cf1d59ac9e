import { z } from "zod";
import { AUDIT_KINDS } from "@/lib/domain/audit";
import { pageOf, pageQuery } from "./pagination";
import { instant, uuid } from "./values";

export const auditEventQuery = pageQuery.extend({ kind: z.enum(AUDIT_KINDS).optional() });

/** A field that an act changed: plain values, as they were and as they are. */
export const auditFields = z.record(z.string(), z.json());

export const actorKind = z.enum(["owner", "operator", "system"]);

export const auditEvent = z.strictObject({
  id: uuid,
  at: instant,
  actor: z.strictObject({ kind: actorKind, name: z.string() }),
  action: z.string(),
  subject: z.strictObject({ type: z.string(), id: z.string().nullable(), name: z.string().nullable() }),
  before: auditFields.nullable(),
  after: auditFields.nullable(),
});

export const auditEventList = pageOf(auditEvent);

export type AuditEventDto = z.output<typeof auditEvent>;
export type AuditEventListDto = z.output<typeof auditEventList>;
