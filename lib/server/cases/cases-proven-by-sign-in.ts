import "server-only";
import { sql } from "../sql";

/**
 * The open cases that a sign-in proves repaired: those of whoever has the address of `person`, a common table expression
 * with account_id and email_key. A case that somebody works on this very moment is passed over, so that no sign-in waits
 * for one; the next look at it finds the sign-in.
 */
export const CASES_PROVEN_BY_SIGN_IN = sql`
  select c.id from login_cases c join person on person.account_id = c.account_id
  where c.closed_at is null
    and (c.email_key = person.email_key
      or c.operator_id in (select o.id from operators o
                           where o.account_id = person.account_id and o.email_key = person.email_key))
  for update of c skip locked`;
