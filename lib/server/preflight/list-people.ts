import "server-only";
import type { AccountToList } from "../health/load-account-facts";
import { idPage } from "../id-cursor";
import { queryPrepared, sql } from "../sql";

/** Somebody of a contract with the profile that the rules judge. */
export type ListedPerson = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly deleted: boolean;
  readonly packed: number;
};

/** A page of the people of a contract who have one of some profiles, in the order of their ids. */
export async function listPeople(
  { accountId, firsts }: AccountToList,
  profiles: readonly number[],
  limit: number,
): Promise<{ items: ListedPerson[]; nextCursor: string | null }> {
  const listed = firsts.filter(({ profile }) => profiles.includes(profile)).sort((a, b) => (a.id < b.id ? -1 : 1));
  const { items, nextCursor } = idPage(listed, limit);
  if (items.length === 0) return { items: [], nextCursor };
  const rows = await queryPrepared<Omit<ListedPerson, "packed">>(sql`
    select id, name, email, deleted_at is not null as deleted from operators
    where account_id = ${accountId}::uuid and id = any(${items.map(({ id }) => id)}::uuid[])`);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return {
    items: items.flatMap(({ id, profile }) => {
      const person = byId.get(id);
      return person ? [{ ...person, packed: profile }] : [];
    }),
    nextCursor,
  };
}
