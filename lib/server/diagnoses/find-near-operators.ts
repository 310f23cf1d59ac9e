import "server-only";
import { type EmailKey, emailDomain, storedEmailKey } from "@/lib/domain/email";
import { NEARNESS, type Nearness, nearnessOf } from "@/lib/domain/near-address";
import { queryRows, sql } from "../sql";

export type NearOperator = {
  readonly operatorId: string;
  readonly name: string;
  readonly email: string;
  readonly status: "active" | "deleted";
  readonly nearness: Nearness;
};

/** More would be no help to somebody who looks for one person. */
const SHOWN = 5;

type Row = { id: string; name: string; email: string; emailKey: string; deleted: boolean };

/**
 * The operators, active or deleted, whose address is near to one that nobody has: one letter off, or the same name at another domain.
 * One pass over the contract's addresses, active and deleted ones each by an index that has no other contract's; only those
 * that could be near leave the database.
 */
export async function findNearOperators(accountId: string, emailKey: EmailKey): Promise<NearOperator[]> {
  const local = emailKey.slice(0, -emailDomain(emailKey).length - 1);
  const { length } = emailKey;
  // One slip of the hand leaves the first half as it was, or the second.
  const head = emailKey.slice(0, Math.floor(length / 2) - 1);
  const tail = emailKey.slice(head.length + 2);
  const near = sql`
      and (split_part(email_key, '@', 1) = ${local}
        or (length(email_key) between ${length - 1} and ${length + 1}
          and (starts_with(email_key, ${head}) or right(email_key, ${tail.length}::int) = ${tail})))`;
  const rows = await queryRows<Row>(sql`
    select id, name, email, email_key as "emailKey", false as deleted from operators
    where account_id = ${accountId}::uuid and deleted_at is null ${near}
    union all
    select id, name, email, email_key, true from operators
    where account_id = ${accountId}::uuid and deleted_at is not null ${near}
    order by id`);
  return rows
    .flatMap(({ id, name, email, emailKey: known, deleted }) => {
      const nearness = nearnessOf(emailKey, storedEmailKey(known));
      const status = deleted ? ("deleted" as const) : ("active" as const);
      return nearness === null ? [] : [{ operatorId: id, name, email, status, nearness }];
    })
    .toSorted((a, b) => NEARNESS.indexOf(a.nearness) - NEARNESS.indexOf(b.nearness))
    .slice(0, SHOWN);
}
