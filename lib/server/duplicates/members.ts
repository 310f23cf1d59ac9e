import "server-only";
import { storedEmailKey, storedPossibleKey } from "@/lib/domain/email";
import type { DuplicateCandidate } from "@/lib/domain/operator";
import { OPERATOR_COLUMNS, type OperatorRecord } from "../operators/queries";
import { sql } from "../sql";

/** What `groupDuplicates` reads, from `operators o`. */
export const CANDIDATE_COLUMNS = sql`
  o.id, o.name, o.email, o.email_key, o.possible_key, o.permissions, o.registered_on, o.last_login_at, o.version`;

export type CandidateRecord = Pick<
  OperatorRecord,
  "id" | "name" | "email" | "email_key" | "permissions" | "registered_on" | "last_login_at" | "version"
> & { readonly possible_key: string };

/** The same together with what an answer shows. */
export const MEMBER_COLUMNS = sql`${OPERATOR_COLUMNS}, o.possible_key`;

export type MemberRecord = OperatorRecord & { possible_key: string };

export type Member = DuplicateCandidate & { readonly record: OperatorRecord };

export function toMember(record: MemberRecord): Member {
  return { ...toCandidate(record), record };
}

export function toCandidate(record: CandidateRecord): DuplicateCandidate {
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
  };
}
