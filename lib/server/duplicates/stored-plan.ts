import "server-only";
import { createHash } from "node:crypto";
import { z } from "zod";
import type { KeepReason } from "@/lib/domain/duplicates/plan-cleanup";
import {
  type CleanupPlan,
  type CleanupScope,
  type CleanupStep,
  type CleanupStrategy,
  fingerprintInput,
} from "@/lib/domain/duplicates/plan-cleanup";
import { storedEmailKey, storedPossibleKey } from "@/lib/domain/email";
import { AppError } from "../errors";
import type { AccountSql } from "../for-account";
import { sql } from "../sql";

/** What `create` needs besides its address; the operator it is made from is found by `basedOnId`. */
const createPayload = z.strictObject({
  name: z.string(),
  email: z.string(),
  possibleKey: z.string().transform(storedPossibleKey),
  permissions: z.array(z.string()),
  basedOnId: z.uuid(),
});

const storedScope = z.strictObject({
  emailKeys: z.array(z.string().transform(storedEmailKey)),
  possibleKeys: z.array(z.string().transform(storedPossibleKey)),
});

const STRATEGY_COLUMN = { "keep-one": "keep_one", recreate: "recreate" } as const;

/** SHA-256 over all that a plan read and will do, as 64 hex digits. */
export function fingerprintOf(plan: CleanupPlan): string {
  return createHash("sha256").update(fingerprintInput(plan)).digest("hex");
}

/** Keeps a plan until it is applied. Gives its id. */
export async function storePlan(
  db: AccountSql,
  plan: CleanupPlan,
  { fingerprint, by, now }: { fingerprint: string; by: string; now: Date },
): Promise<string> {
  const { rows } = await db.query<{ id: string }>(sql`
    insert into batches (account_id, kind, strategy, status, fingerprint, scope, created_by_name, created_at)
    values (${db.accountId}::uuid, 'cleanup', ${STRATEGY_COLUMN[plan.strategy]}::cleanup_strategy, 'planned',
            ${fingerprint}, ${JSON.stringify(plan.scope)}::jsonb, ${by}, ${now})
    returning id`);
  const [batch] = rows;
  if (!batch) throw new AppError("internal");
  // One text of JSON: thousands of values of five lists would each be escaped for themselves.
  await db.query(sql`
    insert into batch_steps (batch_id, seq, action, operator_id, email_key, reason, payload)
    select ${batch.id}::uuid, seq, action, operator_id, email_key, reason, payload
    from rows from (json_to_recordset(${JSON.stringify(plan.steps.map(toStored))}::json)
      as (action step_action, operator_id uuid, email_key text, reason text, payload jsonb))
      with ordinality as step (action, operator_id, email_key, reason, payload, seq)`);
  return batch.id;
}

function toStored(step: CleanupStep) {
  const { action, emailKey: email_key, reason } = step;
  if (action !== "create") return { action, email_key, reason, operator_id: step.operatorId };
  const { name, email, possibleKey, permissions, basedOnId } = step;
  return { action, email_key, reason, payload: { name, email, possibleKey, permissions: [...permissions], basedOnId } };
}

export type StoredBatch = {
  id: string;
  strategy: "keep_one" | "recreate";
  status: "planned" | "applied" | "to_do" | "undone" | "partly_undone";
  fingerprint: string;
  scope: unknown;
};

/** Locks a clean-up of the contract, so that two acts on it take turns. Throws `not_found`. */
export async function lockCleanup(db: AccountSql, id: string): Promise<StoredBatch> {
  const { rows } = await db.query<StoredBatch>(sql`
    select id, strategy, status, fingerprint, scope from batches
    where id = ${id}::uuid and account_id = ${db.accountId}::uuid and kind = 'cleanup' for update`);
  if (!rows[0]) throw new AppError("not_found");
  return rows[0];
}

type StepRow = { action: string; operator_id: string | null; email_key: string; reason: string; payload: unknown };

/** The plan as it was made, but for what it read: that is read anew. */
export async function loadPlan(db: AccountSql, batch: StoredBatch): Promise<CleanupPlan> {
  const { rows } = await db.query<StepRow>(sql`
    select action, operator_id, email_key, reason, payload from batch_steps
    where batch_id = ${batch.id}::uuid order by seq`);
  const strategy: CleanupStrategy = batch.strategy === "keep_one" ? "keep-one" : "recreate";
  const scope: CleanupScope = storedScope.parse(batch.scope);
  return { strategy, scope, steps: rows.map(toStep), readState: [] };
}

function toStep(row: StepRow): CleanupStep {
  const emailKey = storedEmailKey(row.email_key);
  // Reasons are written by `storePlan` alone, and the fingerprint does not depend on them.
  const keepReason = row.reason as KeepReason;
  if (row.action === "create") {
    return { action: "create", emailKey, reason: keepReason, ...createPayload.parse(row.payload) };
  }
  if (row.operator_id === null) throw new AppError("internal");
  if (row.action === "keep") return { action: "keep", operatorId: row.operator_id, emailKey, reason: keepReason };
  const reason = row.reason === "recreated" ? "recreated" : "duplicate";
  return { action: "delete", operatorId: row.operator_id, emailKey, reason };
}
