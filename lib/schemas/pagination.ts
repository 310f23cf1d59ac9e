import { z } from "zod";

/** Most items one page of a list may hold. */
export const PAGE_LIMIT = 200;
export const PAGE_LIMIT_DEFAULT = 50;

/** `?limit=&cursor=`; a cursor is opaque and comes from `nextCursor`. */
export const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(PAGE_LIMIT).default(PAGE_LIMIT_DEFAULT),
  cursor: z.string().min(1).max(2000).optional(),
});

/** `{items, nextCursor, total?}`; `nextCursor` is null on the last page. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.strictObject({
    items: z.array(item),
    nextCursor: z.string().nullable(),
    total: z.number().int().nonnegative().optional(),
  });
}

export type PageQuery = z.output<typeof pageQuery>;
