import { z } from "zod";
import { instant, uuid } from "./values";

/** Work on many operators, while it runs and shortly after. `interrupted`: its process died, nothing was changed. */
export const bulkWork = z.strictObject({
  id: uuid,
  kind: z.enum(["cleanup", "deletion", "undo", "password_resets"]),
  status: z.enum(["running", "done", "cancelled", "failed", "interrupted"]),
  createdBy: z.string(),
  /** Operators it is about, and with how many it is done. */
  total: z.int().nonnegative(),
  processed: z.int().nonnegative(),
  /** Percent, 0 to 100. */
  progress: z.int().min(0).max(100),
  /** null while nobody can tell. */
  remainingSeconds: z.int().nonnegative().nullable(),
  startedAt: instant,
});

export const bulkWorkList = z.strictObject({ items: z.array(bulkWork) });

export type BulkWorkDto = z.output<typeof bulkWork>;
export type BulkWorkListDto = z.output<typeof bulkWorkList>;
