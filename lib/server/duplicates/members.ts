import "server-only";
import { storedEmailKey, storedPossibleKey } from "@/lib/domain/email";
import type { DuplicateCandidate } from "@/lib/domain/operator";
import type { Prisma } from "@/prisma/generated/client";
import { OPERATOR_COLUMNS, type OperatorRecord } from "../operators/queries";
import { sql } from "../sql";

/** Whether `operators o` is to be deleted on UTAGE. The list is read once, and not for each operator. */
export const onDeletionList = (accountId: string): Prisma.Sql => sql`
  o.id in (select operator_id from todos
           where account_id = ${accountId}::uuid and status = 'open' and action = 'delete')`;

/**
 * How many of an address are to be deleted on UTAGE, one row an address. A `same` group is to be cleaned while two or more of
 * it are not.
 */
export const listedByAddress = (accountId: string): Prisma.Sql => sql`
  select email_key, count(*)::int as operators from todos
  where account_id = ${accountId}::uuid and status = 'open' and action = 'delete' group by email_key`;

/**
 * What `groupDuplicates` reads, from `operators o`, for a contract's worth of them: words as JSON and moments as milliseconds
 * reach us in half the time of the lists and timestamps that they are.
 */
export const candidateColumns = (accountId: string): Prisma.Sql => sql`
  o.id, o.name, o.email, o.email_key, o.possible_key, to_json(o.permissions) as permissions, o.registered_on,
  (extract(epoch from o.last_login_at) * 1000)::float8 as last_login_at, o.version,
  ${onDeletionList(accountId)} as to_be_deleted`;

export type CandidateRecord = Pick<
  OperatorRecord,
  "id" | "name" | "email" | "email_key" | "permissions" | "registered_on" | "version"
> & { readonly possible_key: string; readonly to_be_deleted: boolean; readonly last_login_at: number | null };

/** The same together with what an answer shows. */
export const memberColumns = (accountId: string): Prisma.Sql =>
  sql`${OPERATOR_COLUMNS}, o.possible_key, ${onDeletionList(accountId)} as to_be_deleted`;

export type MemberRecord = OperatorRecord & { possible_key: string; to_be_deleted: boolean };

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
    toBeDeleted: record.to_be_deleted,
    version: record.version,
  };
}
