import "server-only";
import type { EmailKey } from "@/lib/domain/email";
import type { CaseOrigin, CauseStates } from "@/lib/domain/login/case";
import type { PersonsCause } from "@/lib/domain/login/verdict";
import type { AccountSql } from "../for-account";
import { queryRows, sql } from "../sql";

export type NewCase = {
  readonly accountId: string;
  readonly operatorId: string | null;
  /** Of whom no operator has; null with `operatorId: null` where only a name is known. */
  readonly emailKey: EmailKey | null;
  readonly name: string;
  readonly origin: CaseOrigin;
  /** The verdict; null: nobody could be judged. */
  readonly states: CauseStates | null;
  readonly loginUrl: string | null;
  readonly tried: readonly PersonsCause[];
  readonly openedByName: string;
};

/**
 * Opens a case and gives its id. Where one is open for the same person already, that one takes the verdict; however many
 * ask at once, one is open in the end. A person's own report makes it a reported one.
 * The operator's key is taken before the row is written, and not by the foreign key after it: whoever holds the operator
 * to make another case theirs (`assignCase`) would wait for that row while this waits for the operator.
 * @param db the transaction of what the case is opened for; left out: it stands alone
 */
export async function openCase(given: NewCase, now: Date, db?: AccountSql): Promise<string> {
  const { accountId, operatorId, states } = given;
  const opening = sql`
    insert into login_cases (account_id, operator_id, email_key, name, origin, states, login_url, tried,
                             last_checked_at, opened_at, opened_by_name)
    values (${accountId}::uuid, (select id from operators where id = ${operatorId}::uuid for key share),
            ${operatorId === null ? given.emailKey : null}, ${given.name},
            ${given.origin}::case_origin, ${[...(states ?? [])]}::text[]::verdict_state[], ${given.loginUrl},
            ${[...given.tried]}::text[], ${states === null ? null : now}::timestamptz, ${now}, ${given.openedByName})
    on conflict (account_id, (coalesce(operator_id::text collate "C", email_key))) where closed_at is null
    do update set states = excluded.states, last_checked_at = excluded.last_checked_at,
                  login_url = coalesce(excluded.login_url, login_cases.login_url), tried = excluded.tried,
                  origin = case excluded.origin when 'self_check' then excluded.origin else login_cases.origin end
    returning id`;
  const [row] = db ? (await db.query<{ id: string }>(opening)).rows : await queryRows<{ id: string }>(opening);
  if (!row) throw new Error("an insert that returns gave no row");
  return row.id;
}
