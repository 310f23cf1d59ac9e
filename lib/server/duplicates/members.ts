import "server-only";
import { storedEmailKey, storedPossibleKey } from "@/lib/domain/email";
import type { DuplicateCandidate } from "@/lib/domain/operator";
import { OPERATOR_COLUMNS, type OperatorRecord } from "../operators/queries";
import { sql } from "../sql";

/** What `groupDuplicates` reads, from `operators o`, together with what an answer shows. */
export const MEMBER_COLUMNS = sql`${OPERATOR_COLUMNS}, o.possible_key`;

export type MemberRecord = OperatorRecord & { possible_key: string };

export type Member = DuplicateCandidate & { readonly record: OperatorRecord };

export function toMember(record: MemberRecord): Member {
  return {
    id: record.id,
    name: record.name,
    email: record.email,
    emailKey: storedEmailKey(record.email_key),
    possibleKey: storedPossibleKey(record.possible_key),
    permissions: record.permissions,
    registeredOn: record.registered_on,
    lastLoginAt: record.last_login_at,
    version: record.version,
    record,
  };
}
