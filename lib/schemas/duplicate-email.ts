import { z } from "zod";
import { operator } from "./operator";
import { PAGE_LIMIT } from "./pagination";
import { instant, uuid } from "./values";

/** Groups on one page unless asked otherwise. */
export const GROUP_LIMIT_DEFAULT = 50;

export const duplicateGroupsQuery = z.strictObject({
  /** Only groups of this kind; without it `same` ones first, then `possible` ones. */
  confidence: z.enum(["same", "possible"]).optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_LIMIT).default(GROUP_LIMIT_DEFAULT),
  cursor: z.string().min(1).max(2000).optional(),
});

export const survivorReason = z.enum([
  "not_on_deletion_list",
  "latest_login",
  "most_permissions",
  "oldest_registration",
  "first_added",
]);

/** Active operators of one address (`same`), or of addresses that may be one person's (`possible`). */
export const duplicateGroup = z.strictObject({
  emailKey: z.string(),
  confidence: z.enum(["same", "possible"]),
  members: z.array(operator).min(2),
  recommendedSurvivorId: uuid,
  reason: survivorReason,
  /** The import that brought this address back after a clean-up had solved it, and when that list was handed in. */
  cameBackWith: uuid.optional(),
  cameBackAt: instant.optional(),
  /** utage: members that are on the list of what to delete there. */
  openTodos: z.number().int().nonnegative(),
});

export const duplicateGroups = z.strictObject({
  groups: z.array(duplicateGroup),
  nextCursor: z.string().nullable(),
  /** All groups; only on the first page and not for `possible` alone, like `totals`. */
  total: z.number().int().nonnegative().optional(),
  totals: z
    .strictObject({
      sameGroups: z.number().int().nonnegative(),
      sameOperators: z.number().int().nonnegative(),
      /** `same` groups of which two or more are not on the to-do list: what a clean-up of everything covers. */
      sameGroupsToPlan: z.number().int().nonnegative(),
      possibleGroups: z.number().int().nonnegative(),
    })
    .optional(),
});

export type DuplicateGroupsQuery = z.output<typeof duplicateGroupsQuery>;
export type DuplicateGroupDto = z.output<typeof duplicateGroup>;
export type DuplicateGroupsDto = z.output<typeof duplicateGroups>;
