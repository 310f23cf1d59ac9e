import "server-only";
import type { z } from "zod";
import type { CheckUpChange } from "@/lib/domain/check-up";
import { CAUSES } from "@/lib/domain/login/diagnose";
import type { AppLocale } from "@/lib/i18n/config";
import type { checkUp, comparison, comparisonQuery } from "@/lib/schemas/check-up";
import { findingWriter } from "../health/describe-finding";
import { decodeIdCursor, idPage } from "../id-cursor";
import { emptySql, queryRows, sql } from "../sql";
import { changesSql, type Pair } from "./changes-sql";
import { headOf, slugOf, toCauses, toCheckUp } from "./check-up-record";
import { findCheckUp } from "./list-check-ups";
import { takeCheckUp } from "./take-check-up";

type Answer = z.input<typeof comparison>;
type Query = z.output<typeof comparisonQuery>;
type Causes = z.input<typeof checkUp>["causes"];

/**
 * Two check-ups of a contract side by side: for each cause what it was and is, and a page of the people for whom
 * something has changed. `with` names the other one, earlier or later, or `now`. Set-wise, however many people there are.
 * Throws `not_found` and `invalid_cursor`.
 */
export async function compareCheckUps(
  accountId: string,
  id: string,
  query: Query,
  { now, locale }: { readonly now: Date; readonly locale: AppLocale },
): Promise<Answer> {
  const write = await findingWriter(locale);
  const { before, after, pair } = await findPair(accountId, id, query.with, now, write);
  const [counts, page] = await Promise.all([countChanges(pair, query), listChanges(pair, query)]);
  const count = (change: string, cause: number | null) =>
    counts.find((row) => row.change === change && row.cause === cause)?.people ?? 0;
  return {
    ...{ before: before.head, after: after.head, total: count("listed", null) },
    people: { new: count("new", null), back: count("back", null), fixed: count("fixed", null) },
    causes: before.causes.flatMap((was) => {
      const is = after.causes.find(({ cause }) => cause === was.cause);
      if (!is) return [];
      const { cause, slug } = was;
      const people = { new: count("new", cause), back: count("back", cause), fixed: count("fixed", cause) };
      return { cause, slug, before: was, after: is, ...people, still: count("still", cause) };
    }),
    ...page,
  };
}

type Side<Head> = { readonly head: Head; readonly causes: Causes };
type Write = Awaited<ReturnType<typeof findingWriter>>;

/** The two check-ups, the earlier one first. */
async function findPair(accountId: string, id: string, other: string, now: Date, write: Write) {
  const kept = async (wanted: string): Promise<Side<Answer["before"]> & { id: string }> => {
    const row = await findCheckUp(accountId, wanted);
    return { id: row.id, head: headOf(row), causes: toCheckUp(row, write).causes };
  };
  const one = await kept(id);
  if (other === "now") {
    const taken = await takeCheckUp(accountId, now);
    const head = { id: null, recordedAt: now, grade: taken.grade, operators: taken.operators } as const;
    const after: Side<Answer["after"]> = { head, causes: toCauses(taken, write) };
    return { before: one, after, pair: { accountId, beforeId: one.id, after: taken } };
  }
  const two = await kept(other);
  const [before, after] = two.id < one.id ? [two, one] : [one, two];
  return { before, after, pair: { accountId, beforeId: before.id, after: { id: after.id } } };
}

type CountRow = { cause: number | null; change: CheckUpChange | "still" | "listed"; people: number };

/** How many people have which change: by cause, in all (each once for each kind), and how many are listed. */
async function countChanges(pair: Pair, query: Query): Promise<CountRow[]> {
  return queryRows<CountRow>(sql`
    with ${changesSql(pair)}
    select cause, change, count(*)::int as people from changes group by cause, change
    union all
    select null, change, count(distinct id)::int from changes group by change
    union all
    select null, 'listed', count(distinct id)::int from changes where ${isListed(query)}`);
}

function isListed({ cause, change }: Query) {
  return sql`change <> 'still'
    ${change === undefined ? emptySql : sql`and change = ${change}`}
    ${cause === undefined ? emptySql : sql`and cause = ${CAUSES[cause].number}::int`}`;
}

type PersonRow = {
  id: string;
  name: string;
  email: string;
  deleted: boolean;
  changes: { cause: number; change: CheckUpChange }[];
};

/** The people whose change is asked for, in the order of their ids, with everything that has changed for each. */
async function listChanges(pair: Pair, query: Query): Promise<Pick<Answer, "items" | "nextCursor">> {
  const after = decodeIdCursor(query.cursor);
  const rows = await queryRows<PersonRow>(sql`
    with ${changesSql(pair)},
    page as (
      select distinct id from changes
      where ${isListed(query)} ${after === null ? emptySql : sql`and id > ${after}::uuid`}
      order by id limit ${query.limit + 1}
    )
    select o.id, o.name, o.email, o.deleted_at is not null as deleted,
           jsonb_agg(jsonb_build_object('cause', cause, 'change', change) order by cause) as changes
    from page join changes using (id) join operators o on o.id = page.id and o.account_id = ${pair.accountId}::uuid
    where change <> 'still' group by o.id order by o.id`);
  const { items, nextCursor } = idPage(rows, query.limit);
  return {
    items: items.map(({ id, name, email, deleted, changes }) => ({
      ...{ operatorId: id, name, email, status: deleted ? "deleted" : "active" },
      changes: changes.map(({ cause, change }) => ({ slug: slugOf(cause), change })),
    })),
    nextCursor,
  };
}
