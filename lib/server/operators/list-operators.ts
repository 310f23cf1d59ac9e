import "server-only";
import type { OperatorListQuery } from "@/lib/schemas/operator";
import { loadOperatorPage } from "./operator-page";
import { countOperators, findDuplicateMarks, toOperator } from "./queries";

/**
 * A page of an account's operators with the number of all that match. Throws `invalid_cursor`.
 * With `detail: "full"` also what only the console shows: group marks and the way back.
 */
export async function listOperators(account: { readonly id: string }, query: OperatorListQuery) {
  const { limit, cursor, sort, detail, ...filter } = query;
  const [page, total] = await Promise.all([
    loadOperatorPage(account.id, { filter, sort, limit, cursor }),
    countOperators(account.id, filter),
  ]);
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
