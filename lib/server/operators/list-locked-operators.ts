import "server-only";
import type { z } from "zod";
import type { lockedOperatorList } from "@/lib/schemas/operator-access";
import type { PageQuery } from "@/lib/schemas/pagination";
import { decodeIdCursor, idPage } from "../id-cursor";
import { emptySql, queryRows, sql } from "../sql";

type Row = { id: string; name: string; email: string; failures: number; lockedUntil: Date };

/** The active operators of an account whose passwords nobody looks at now, because of failures before (S13). Throws `invalid_cursor`. */
export async function listLockedOperators(
  accountId: string,
  { limit, cursor }: PageQuery,
  now: Date,
): Promise<z.input<typeof lockedOperatorList>> {
  const after = decodeIdCursor(cursor);
  const rows = await queryRows<Row>(sql`
    select o.id, o.name, o.email, max(t.failures) as failures, max(t.blocked_until) as "lockedUntil"
    from sign_in_throttles t join operators o on o.id = t.operator_id and o.account_id = t.account_id
    where t.account_id = ${accountId}::uuid and t.blocked_until > ${now} and o.deleted_at is null
      ${after === null ? emptySql : sql`and o.id > ${after}::uuid`}
    group by o.id order by o.id limit ${limit + 1}`);
  return idPage(rows, limit);
}
