import "server-only";
import { searchWords } from "@/lib/domain/search-text";
import type { OperatorFilter } from "@/lib/schemas/operator";
import type { Prisma } from "@/prisma/generated/client";
import { emptySql, joinSql, sql } from "../sql";

/**
 * The operators of one contract that a list filter matches, as a condition on `operators o`. The list, its count and
 * "delete all that match" share it, so that what is deleted is what was shown.
 */
export function operatorFilterSql(accountId: string, filter: OperatorFilter): Prisma.Sql {
  return sql`o.account_id = ${accountId}::uuid ${statusSql(filter.status)} ${duplicatesSql(filter.duplicates)} ${querySql(filter.query)}`;
}

function statusSql(status: OperatorFilter["status"]): Prisma.Sql {
  switch (status) {
    case "active":
      return sql`and o.deleted_at is null`;
    case "deleted":
      return sql`and o.deleted_at is not null`;
    case "all":
      return emptySql;
  }
}

/**
 * Only active operators can be duplicates of each other, so this leaves out deleted ones whatever the status says. Each
 * row asks the index for another one: that stays fast right after an import, when nothing is known about the new rows.
 */
function duplicatesSql(duplicates: OperatorFilter["duplicates"]): Prisma.Sql {
  switch (duplicates) {
    case undefined:
      return emptySql;
    case "same":
      return sql`and o.deleted_at is null and exists (
        select from operators d where d.account_id = o.account_id and d.deleted_at is null
          and d.email_key = o.email_key and d.id <> o.id)`;
    case "possible":
      return sql`and o.deleted_at is null and exists (
        select from operators d where d.account_id = o.account_id and d.deleted_at is null
          and d.possible_key = o.possible_key and d.email_key <> o.email_key)`;
  }
}

function querySql(query: string | undefined): Prisma.Sql {
  const conditions = searchWords(query ?? "").map((word) => sql`and o.search_text like ${patternOf(word)}`);
  return conditions.length === 0 ? emptySql : joinSql(conditions, " ");
}

/** % and _ are ordinary characters of addresses here, not patterns. */
function patternOf(word: string): string {
  return `%${word.replace(/[\\%_]/g, "\\$&")}%`;
}
