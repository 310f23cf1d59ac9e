import { z } from "zod";
import { MAX_IDS, rowResult } from "./batch";
import { todo } from "./todo";
import { uuid } from "./values";

// PostgreSQL takes no NUL in a text; such a key names nothing anyway.
const emailKey = z
  .string()
  .min(1)
  .max(320)
  .regex(/^[^\0]*$/);

export const cleanupStrategy = z.enum(["recreate", "keep-one"]);

export const planCleanupBody = z.strictObject({
  strategy: cleanupStrategy,
  /** Groups to clean, by their key; without it every `same` group. */
  emailKeys: z.array(emailKey).min(1).max(MAX_IDS).optional(),
  /** Group's key → the operator to keep instead of the recommended one. */
  survivors: z.record(emailKey, uuid).optional(),
});

export const cleanupPlan = z.strictObject({
  id: uuid,
  status: z.literal("planned"),
  fingerprint: z.string(),
  steps: z.array(
    z.strictObject({
      action: z.enum(["delete", "create", "keep"]),
      operatorId: uuid.optional(),
      emailKey: z.string(),
      reason: z.string(),
    }),
  ),
});

export const applyCleanupBody = z.strictObject({ fingerprint: z.string().max(200) });

export const appliedCleanup = z.discriminatedUnion("status", [
  z.strictObject({ status: z.literal("applied"), results: z.array(rowResult) }),
  z.strictObject({ status: z.literal("to_do"), todos: z.array(todo) }),
]);

export type CleanupStrategyName = z.output<typeof cleanupStrategy>;
export type PlanCleanupInput = z.output<typeof planCleanupBody>;
export type CleanupPlanDto = z.output<typeof cleanupPlan>;
export type AppliedCleanupDto = z.output<typeof appliedCleanup>;
