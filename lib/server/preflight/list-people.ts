import "server-only";
import type { PageQuery } from "@/lib/schemas/pagination";
import { decodeIdCursor, idPage } from "../id-cursor";
import { emptySql, queryRows, sql } from "../sql";
import { everybodySql, notedPeopleSql } from "./people-sql";

/** Somebody of a contract with the profile that the rules judge. */
export type ListedPerson = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly deleted: boolean;
  readonly packed: number;
};

/** The people of a contract who have one of some profiles at `now`, in the order of their ids. Throws `invalid_cursor`. */
export async function listPeople(
  accountId: string,
  profiles: readonly number[],
  { limit, cursor, now }: PageQuery & { readonly now: Date },
): Promise<{ items: ListedPerson[]; nextCursor: string | null }> {
  const after = decodeIdCursor(cursor);
  if (profiles.length === 0) return { items: [], nextCursor: null };
  const rows = await queryRows<ListedPerson>(sql`
    with ${notedPeopleSql([accountId], now)},
    page as materialized (
      select id, profile from (${everybodySql([accountId], now)}) as everybody
      where profile = any(${[...profiles]}::int[])
      ${after === null ? emptySql : sql`and id > ${after}::uuid`}
      order by id limit ${limit + 1}
    )
    select o.id, o.name, o.email, o.deleted_at is not null as deleted, page.profile as packed
    from page join operators o on o.id = page.id and o.account_id = ${accountId}::uuid order by o.id`);
  return idPage(rows, limit);
}
