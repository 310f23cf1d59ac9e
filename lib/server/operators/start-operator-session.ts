import "server-only";
import { CASES_PROVEN_BY_SIGN_IN } from "../cases/cases-proven-by-sign-in";
import { SESSION_ABSOLUTE_SECONDS } from "../session-cookie";
import { queryRows, sql } from "../sql";

/**
 * Makes the row of an operator's new login and gives its id, which is new at every login (S17). null when the operator is
 * no longer active with the password that was checked: no login may begin after a deletion or a password change.
 * The login is the proof that the person's open case waits for, so the case is closed with it.
 */
export async function startOperatorSession(
  operator: { readonly operatorId: string; readonly credentialVersion: number },
  browser: string,
  now: Date,
): Promise<string | null> {
  const expiresAt = new Date(now.getTime() + SESSION_ABSOLUTE_SECONDS * 1000);
  const rows = await queryRows<{ id: string }>(sql`
    with person as (
      update operators set last_login_at = ${now}
      where id = ${operator.operatorId}::uuid and deleted_at is null
        and credential_version = ${operator.credentialVersion}
      returning id, account_id, email_key, credential_version
    ),
    proven as (
      update login_cases set closed_at = ${now}, closed_as = 'signed_in' where id in (${CASES_PROVEN_BY_SIGN_IN})
    )
    insert into sessions (id, kind, operator_id, account_id, credential_version, browser, created_at, last_seen_at, expires_at)
    select gen_random_uuid(), 'operator', id, account_id, credential_version, ${browser}, ${now}, ${now}, ${expiresAt}
    from person
    returning id`);
  return rows[0]?.id ?? null;
}
