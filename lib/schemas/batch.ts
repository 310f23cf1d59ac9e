import { z } from "zod";
import { uuid } from "./values";

/** Most operators one call may name; more are chosen by a filter. */
export const MAX_IDS = 100_000;

/** What became of one operator in a bulk act; `code` says why when it is not `done`. */
export const rowResult = z.strictObject({
  operatorId: uuid,
  result: z.enum(["done", "skipped", "failed"]),
  code: z
    .enum([
      "not_found",
      "already_deleted",
      "to_do",
      "not_in_batch",
      "already_active",
      "already_undone",
      "deleted_again_since",
      "changed_since",
    ])
    .optional(),
});

export const undoBody = z.strictObject({ operatorIds: z.array(uuid).min(1).max(MAX_IDS).optional() });

export const undoAnswer = z.strictObject({
  status: z.enum(["undone", "partly_undone"]),
  results: z.array(rowResult),
});

export type RowResult = z.output<typeof rowResult>;
export type RowResultCode = NonNullable<RowResult["code"]>;
export type UndoAnswer = z.output<typeof undoAnswer>;
