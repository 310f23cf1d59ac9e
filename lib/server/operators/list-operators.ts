import "server-only";
import type { OperatorListQuery } from "@/lib/schemas/operator";
import { loadCountedPage } from "./operator-page";
import { findDuplicateMarks, toOperator } from "./queries";

/**
 * A page of an account's operators with the number of all that match. Throws `invalid_cursor`.
 * With `detail: "full"` also what only the console shows: group marks and the way back.
 */
export async function listOperators(account: { readonly id: string }, query: OperatorListQuery) {
  const { limit, cursor, sort, detail, ...filter } = query;
  const { total, ...page } = await loadCountedPage(account.id, { filter, sort, limit, cursor });
  const items = page.rows.map(toOperator);
  if (detail === undefined) return { items, nextCursor: page.nextCursor, total };
  const marks = await findDuplicateMarks(
    account.id,
    items.map((item) => item.id),
  );
  return {
    items: items.map((item) => ({ ...item, duplicates: marks.get(item.id) ?? null })),
    nextCursor: page.nextCursor,
    previousCursor: page.previousCursor,
    total,
  };
}
