import "server-only";
import type { Refusal } from "@/lib/domain/login/decide";
import type { AttemptPage, AttemptResult } from "@/prisma/generated/enums";
import { queryRows, sql } from "../sql";

/** Where a try came from, as far as it is kept. */
export type AttemptOrigin = { readonly browser: string; readonly network: string | null };

/** One try as one contract sees it; without a contract where no operator has the address. */
export type AttemptRecord = {
  readonly accountId: string | null;
  readonly operatorId: string | null;
  readonly page: AttemptPage;
  readonly result: AttemptResult;
  readonly locked: boolean;
};

const RESULT_OF = {
  "wrong-login-page": "wrong_login_page",
  "other-session": "other_session",
  "duplicate-email": "duplicate_email",
  "wrong-password": "wrong_password",
  "deleted-operator": "deleted_operator",
  "inactive-contract": "inactive_contract",
  "unknown-address": "unknown_address",
} as const satisfies Record<Refusal["cause"], AttemptResult>;

/** How the cause of a refusal is kept. */
export function attemptResult(cause: Refusal["cause"]): AttemptResult {
  return RESULT_OF[cause];
}

/**
 * Keeps a try, in one statement however many contracts it concerns: neither a password nor a typed address (S15). Whose
 * operator an undo has removed while the password was looked at is kept as the contract's, nobody's in particular.
 */
export async function recordAttempts(
  attempts: readonly AttemptRecord[],
  { browser, network }: AttemptOrigin,
  now: Date,
): Promise<void> {
  const column = <Key extends keyof AttemptRecord>(key: Key) => attempts.map((attempt) => attempt[key]);
  await queryRows(sql`
    insert into login_attempts (account_id, operator_id, page, result, locked, browser, network, created_at)
    select account_id, (select id from operators where id = operator_id for key share), page::attempt_page,
           result::attempt_result, locked, ${browser}, ${network}, ${now}
    from unnest(${column("accountId")}::uuid[], ${column("operatorId")}::uuid[], ${column("page")}::text[],
                ${column("result")}::text[], ${column("locked")}::boolean[])
      as attempt (account_id, operator_id, page, result, locked)`);
}
