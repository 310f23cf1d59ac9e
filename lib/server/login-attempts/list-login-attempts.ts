import "server-only";
import type { z } from "zod";
import type { loginAttemptList } from "@/lib/schemas/login-attempt";
import type { PageQuery } from "@/lib/schemas/pagination";
import type { AttemptPage, AttemptResult } from "@/prisma/generated/enums";
import { decodeIdCursor, idPage } from "../id-cursor";
import type { OperatorRef } from "../operators/operator-sessions";
import { emptySql, queryRows, sql } from "../sql";

type Row = {
  id: string;
  at: Date;
  page: AttemptPage;
  result: AttemptResult;
  locked: boolean;
  browser: string;
  network: string | null;
};

/** The tries to sign in with an operator's address, newest first. Throws `invalid_cursor`. */
export async function listLoginAttempts(
  { accountId, operatorId }: OperatorRef,
  { limit, cursor }: PageQuery,
): Promise<z.input<typeof loginAttemptList>> {
  const after = decodeIdCursor(cursor);
  const rows = await queryRows<Row>(sql`
    select id, created_at as at, page, result, locked, browser, network from login_attempts
    where account_id = ${accountId}::uuid and operator_id = ${operatorId}::uuid
      ${after === null ? emptySql : sql`and (created_at, id) < (select created_at, id from login_attempts where id = ${after}::uuid)`}
    order by created_at desc, id desc
    limit ${limit + 1}`);
  return idPage(rows, limit);
}
