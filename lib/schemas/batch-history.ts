import { z } from "zod";
import { pageOf, pageQuery } from "./pagination";
import { day, instant, uuid } from "./values";

/** A clean-up or a deletion of the past, or a plan that waits to be applied. */
export const batchSummary = z.strictObject({
  id: uuid,
  kind: z.enum(["cleanup", "deletion"]),
  strategy: z.enum(["keep-one", "recreate"]).nullable(),
  status: z.enum(["planned", "applied", "to_do", "undone", "partly_undone"]),
  createdByName: z.string(),
  createdAt: instant,
  appliedAt: instant.nullable(),
  undoneAt: instant.nullable(),
  deletes: z.number().int().nonnegative(),
  creates: z.number().int().nonnegative(),
  /** Deletions that are undone again. */
  undone: z.number().int().nonnegative(),
  openTodos: z.number().int().nonnegative(),
});

export const batchStep = z.strictObject({
  seq: z.number().int().positive(),
  action: z.enum(["delete", "create", "keep"]),
  /** null for an operator that is not added yet. */
  operatorId: uuid.nullable(),
  name: z.string(),
  email: z.string(),
  emailKey: z.string(),
  registeredOn: day.nullable(),
  lastLoginAt: instant.nullable(),
  reason: z.string(),
  result: z.enum(["done", "skipped", "failed"]).nullable(),
  code: z.string().nullable(),
  undoneAt: instant.nullable(),
  undoCode: z.string().nullable(),
});

/** A batch with a page of its steps, in the order of the plan. `fingerprint` is what applying a plan asks for. */
export const batchDetail = z.strictObject({
  ...batchSummary.shape,
  fingerprint: z.string(),
  steps: z.array(batchStep),
  nextCursor: z.string().nullable(),
});

export const batchList = pageOf(batchSummary);

/** A cursor of steps is the number of the last one. */
export const batchDetailQuery = z.strictObject({
  limit: pageQuery.shape.limit,
  cursor: z
    .string()
    .regex(/^\d{1,9}$/)
    .optional(),
});

export type BatchSummaryDto = z.output<typeof batchSummary>;
export type BatchStepDto = z.output<typeof batchStep>;
export type BatchDetailDto = z.output<typeof batchDetail>;
export type BatchListDto = z.output<typeof batchList>;
export type BatchDetailQuery = z.output<typeof batchDetailQuery>;
