import "server-only";
import type { Prisma } from "@/prisma/generated/client";
import { notedPeopleSql } from "../preflight/people-sql";
import { sql, unseen } from "../sql";
import { affectedPeopleSql, type TakenCheckUp } from "./take-check-up";

/** Two check-ups of one contract: one that was kept, and a later one that was kept or has just been taken. */
export type Pair = {
  readonly accountId: string;
  readonly beforeId: string;
  readonly after: { readonly id: string } | TakenCheckUp;
};

/**
 * What has become of each person between two check-ups, for each cause, as common table expressions that end in
 * `changes (cause, id, change)`: new, back (found before the earlier one, not in it, and again now), fixed or still.
 * Whose row is gone for good has not changed: who is counted can be listed.
 */
export function changesSql({ accountId, beforeId, after }: Pair): Prisma.Sql {
  const taken = "id" in after ? null : after;
  const later = taken ? affectedPeopleSql(taken) : keptPeopleSql("id" in after ? after.id : "");
  return sql`
    ${taken ? sql`${notedPeopleSql([accountId], taken.takenAt)},` : sql``}
    earlier as materialized (${keptPeopleSql(beforeId)}),
    later as materialized (${later}),
    fresh as materialized (select cause, id from later except select cause, id from earlier),
    -- The same people for the same cause are looked through once, however often a check-up found them.
    kept_before as materialized (
      select distinct on (c.cause, c.fingerprint) c.cause, c.operator_ids
      from check_ups u join check_up_causes c on c.check_up_id = u.id
      where u.account_id = ${accountId}::uuid and u.id < ${beforeId}::uuid and c.people > 0
    ),
    back as materialized (
      select cause, id from fresh
      intersect
      select cause, unnest(operator_ids) from kept_before
    ),
    differences as (
      select cause, id, case
               when later.id is null then 'fixed' when earlier.id is not null then 'still'
               when back.id is not null then 'back' else 'new' end as change
      from later full join earlier using (cause, id) left join back using (cause, id)
    ),
    changes as materialized (
      select cause, id, change from differences d where change = 'still' or exists (
        select from operators o where o.id = d.id and o.account_id = ${unseen(accountId)})
    )`;
}

function keptPeopleSql(checkUpId: string): Prisma.Sql {
  return sql`select cause, unnest(operator_ids) as id from check_up_causes where check_up_id = ${checkUpId}::uuid`;
}
