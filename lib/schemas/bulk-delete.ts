import { z } from "zod";
import { MAX_IDS, rowResult } from "./batch";
import { operatorFilter } from "./operator";
import { uuid } from "./values";

/** Named operators, or all that a list filter matches together with how many the owner was shown. */
export const bulkDeleteBody = z.union([
  z.strictObject({ ids: z.array(uuid).min(1).max(MAX_IDS) }),
  z.strictObject({ filter: operatorFilter, expectedCount: z.number().int().nonnegative() }),
]);

export const deletionAnswer = z.strictObject({
  /** null: nobody was left to delete, so there is nothing to undo; `results` says why. */
  batchId: uuid.nullable(),
  status: z.enum(["applied", "to_do"]),
  results: z.array(rowResult),
});

export type BulkDeleteInput = z.input<typeof bulkDeleteBody>;
export type DeletionAnswer = z.output<typeof deletionAnswer>;
