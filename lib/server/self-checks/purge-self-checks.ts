import "server-only";
import { queryRows, sql } from "../sql";

/** How long what a person told is kept: as long as a fact of a list counts. */
const KEPT_DAYS = 90;

/** Forgets self-checks that are older than 90 days, whoever's they are; a report stays while its case is open. */
export async function purgeSelfChecks(now: Date): Promise<void> {
  await queryRows(sql`
    delete from self_checks s where created_at < ${now}::timestamptz - make_interval(days => ${KEPT_DAYS})
      and not exists (select from login_cases c where c.id = s.case_id and c.closed_at is null)`);
}
