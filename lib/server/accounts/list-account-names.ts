import "server-only";
import { queryRows, sql } from "../sql";

/** How many contracts the switcher offers; the list of all contracts has the rest. */
const SWITCHER_LIMIT = 30;

/** Code and name of an owner's contracts, by name, for choosing another one. */
export async function listAccountNames(ownerId: string): Promise<{ code: string; name: string }[]> {
  return queryRows(sql`
    select code, name from accounts where owner_id = ${ownerId}::uuid order by name, code limit ${SWITCHER_LIMIT}`);
}
