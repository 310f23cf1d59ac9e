import "server-only";
import { storedEmailKey, storedPossibleKey } from "@/lib/domain/email";
import type { DuplicateCandidate } from "@/lib/domain/operator";
import { OPERATOR_COLUMNS, type OperatorRecord } from "../operators/queries";
import { sql } from "../sql";

/**
 * What `groupDuplicates` reads, from `operators o`, for a contract's worth of them: words as JSON and moments as milliseconds
 * reach us in half the time of the lists and timestamps that they are.
 */
export const CANDIDATE_COLUMNS = sql`
  o.id, o.name, o.email, o.email_key, o.possible_key, to_json(o.permissions) as permissions, o.registered_on,
  (extract(epoch from o.last_login_at) * 1000)::float8 as last_login_at, o.version`;

export type CandidateRecord = Pick<
  OperatorRecord,
  "id" | "name" | "email" | "email_key" | "permissions" | "registered_on" | "version"
> & { readonly possible_key: string; readonly last_login_at: number | null };

/** The same together with what an answer shows. */
export const MEMBER_COLUMNS = sql`${OPERATOR_COLUMNS}, o.possible_key`;

export type MemberRecord = OperatorRecord & { possible_key: string };

export type Member = DuplicateCandidate & { readonly record: OperatorRecord };

export function toMember(record: MemberRecord): Member {
  return { ...candidateOf(record, record.last_login_at), record };
}

export function toCandidate(record: CandidateRecord): DuplicateCandidate {
  return candidateOf(record, record.last_login_at === null ? null : new Date(record.last_login_at));
}

function candidateOf(record: Omit<CandidateRecord, "last_login_at">, lastLoginAt: Date | null): DuplicateCandidate {
  return {
    id: record.id,
    name: record.name,
    email: record.email,
    emailKey: storedEmailKey(record.email_key),
    possibleKey: storedPossibleKey(record.possible_key),
    permissions: record.permissions,
    registeredOn: record.registered_on,
    lastLoginAt,
    version: record.version,
  };
}
