import "server-only";
import type { EmailKey } from "@/lib/domain/email";
import type { DeletedReason } from "@/lib/domain/operator";
import { queryRows, sql } from "../sql";

/** A row of an address in a hosted contract. */
export type AddressHolder = {
  readonly operatorId: string;
  readonly accountId: string;
  readonly passwordHash: string | null;
  readonly credentialVersion: number;
  readonly deletedAt: Date | null;
  readonly deletedReason: DeletedReason | null;
  readonly deletedBy: string | null;
};

type HolderRow = {
  id: string;
  account_id: string;
  password_hash: string | null;
  credential_version: number;
  deleted_at: Date | null;
  deleted_reason: "manual" | "cleanup" | "missing_from_import" | null;
  deleted_by: string | null;
};

/** Of each contract: two active holders prove a duplicate, and the latest deletion is the one to name. */
const ENOUGH_IN_ONE = 2;
/** Together; a flood of contracts that hold somebody's address must not make every try of that person write a flood. */
const ENOUGH = 200;

/**
 * Who holds an address in any hosted contract: those of the contract `code` first, so that no other contract can crowd
 * them out, then active rows, oldest first, then deleted ones, latest first. The one look-up across contracts, for
 * sign-in alone: what it finds elsewhere is recorded there and told nobody here.
 */
export async function findAddressHolders(emailKey: EmailKey | null, code: string | null): Promise<AddressHolder[]> {
  const rows = await queryRows<HolderRow>(sql`
    select * from (
      select o.id, o.account_id, o.password_hash, o.credential_version, o.deleted_at, o.deleted_reason, o.deleted_by,
             a.code,
             row_number() over (partition by o.account_id, o.deleted_at is null
                                order by o.deleted_at desc, o.id) as place
      from operators o join accounts a on a.id = o.account_id
      where o.email_key = ${emailKey} and a.directory = 'hosted'
    ) as held
    where place <= ${ENOUGH_IN_ONE}
    order by code = ${code} desc nulls last, deleted_at desc nulls first, id
    limit ${ENOUGH}`);
  return rows.map((row) => ({
    operatorId: row.id,
    accountId: row.account_id,
    passwordHash: row.password_hash,
    credentialVersion: row.credential_version,
    deletedAt: row.deleted_at,
    deletedReason: row.deleted_reason === "missing_from_import" ? "missing-from-import" : row.deleted_reason,
    deletedBy: row.deleted_by,
  }));
}

/** The first active holder in each contract that has one. */
export function activeByAccount(holders: readonly AddressHolder[]): { accountId: string; operatorId: string }[] {
  const first = new Map<string, string>();
  for (const { accountId, operatorId, deletedAt } of holders) {
    if (deletedAt === null && !first.has(accountId)) first.set(accountId, operatorId);
  }
  return [...first].map(([accountId, operatorId]) => ({ accountId, operatorId }));
}
