import { z } from "zod";

/** Most items one page of a list may hold. */
export const PAGE_LIMIT = 200;
export const PAGE_LIMIT_DEFAULT = 50;

const cursor = z.string().min(1).max(2000);

/** The place in a page's address; undefined for what cannot be one, so that a cut or doubled address shows the beginning. */
export function readCursor(parameter: unknown): string | undefined {
  return cursor.safeParse(parameter).data;
}

/** `?limit=&cursor=`; a cursor is opaque and comes from `nextCursor`. */
export const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(PAGE_LIMIT).default(PAGE_LIMIT_DEFAULT),
  cursor: cursor.optional(),
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
