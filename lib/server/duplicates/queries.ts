import "server-only";
import { queryRows, sql, unseen } from "../sql";
import { listedByAddress, type Member, type MemberRecord, memberColumns, toMember } from "./members";

/** Keys of `same` groups after a key, in the order of the index, so that a page costs what it shows. */
export async function findSameKeys(accountId: string, after: string, limit: number): Promise<string[]> {
  const rows = await queryRows<{ key: string }>(sql`
    select email_key as key from operators
    where account_id = ${accountId}::uuid and deleted_at is null and email_key > ${after}
    group by email_key having count(*) > 1 order by email_key limit ${limit}`);
  return rows.map((row) => row.key);
}

/** Possible keys that two or more different addresses share, after a key, in the order of the index. */
export async function findPossibleKeys(accountId: string, after: string, limit: number): Promise<string[]> {
  const rows = await queryRows<{ key: string }>(sql`
    select possible_key as key from operators
    where account_id = ${accountId}::uuid and deleted_at is null and possible_key > ${after}
    group by possible_key having min(email_key) <> max(email_key) order by possible_key limit ${limit}`);
  return rows.map((row) => row.key);
}

export async function loadSameMembers(accountId: string, emailKeys: readonly string[]): Promise<Member[]> {
  if (emailKeys.length === 0) return [];
  const rows = await queryRows<MemberRecord>(sql`
    select ${memberColumns(accountId)} from operators o
    where o.account_id = ${accountId}::uuid and o.deleted_at is null and o.email_key = any(${emailKeys}::text[])`);
  return rows.map(toMember);
}

export async function loadPossibleMembers(accountId: string, possibleKeys: readonly string[]): Promise<Member[]> {
  if (possibleKeys.length === 0) return [];
  const rows = await queryRows<MemberRecord>(sql`
    select ${memberColumns(accountId)} from operators o
    where o.account_id = ${accountId}::uuid and o.deleted_at is null and o.possible_key = any(${possibleKeys}::text[])`);
  return rows.map(toMember);
}

export type DuplicateTotals = {
  sameGroups: number;
  sameOperators: number;
  sameGroupsToPlan: number;
  possibleGroups: number;
};

/**
 * How many groups and operators there are, over the whole contract. Equal addresses have equal possible keys, so one pass
 * over those finds both kinds of group, and only the addresses of what repeats are looked at.
 */
export async function countDuplicates(accountId: string): Promise<DuplicateTotals> {
  const [totals] = await queryRows<DuplicateTotals>(sql`
    with repeated as materialized (
      select possible_key from operators
      where account_id = ${accountId}::uuid and deleted_at is null group by possible_key having count(*) > 1
    ), addresses as materialized (
      select possible_key, email_key, members
      from repeated cross join lateral (
        select o.email_key, count(*) as members from operators o
        where o.account_id = ${unseen(accountId)} and o.deleted_at is null and o.possible_key = repeated.possible_key
        group by o.email_key) as address
    ), same as (
      select email_key, members from addresses where members > 1
    ), possible as (
      select possible_key from addresses group by possible_key having count(*) > 1
    )
    select count(*)::int as "sameGroups", coalesce(sum(members), 0)::int as "sameOperators",
           count(*) filter (where members - coalesce(listed.operators, 0) > 1)::int as "sameGroupsToPlan",
           (select count(*) from possible)::int as "possibleGroups"
    from same left join (${listedByAddress(accountId)}) listed using (email_key)`);
  return totals ?? { sameGroups: 0, sameOperators: 0, sameGroupsToPlan: 0, possibleGroups: 0 };
}

export type DuplicateReturn = { emailKey: string; importId: string; importedAt: Date };

/** The newest import that brought each address back, left out where a later clean-up has solved that return too. */
export async function findReturns(accountId: string, emailKeys: readonly string[]): Promise<DuplicateReturn[]> {
  if (emailKeys.length === 0) return [];
  return queryRows<DuplicateReturn>(sql`
    select distinct on (r.email_key) r.email_key as "emailKey", r.import_id as "importId", i.created_at as "importedAt"
    from duplicate_returns r join imports i on i.id = r.import_id
    where r.account_id = ${accountId}::uuid and r.email_key = any(${emailKeys}::text[])
      and not exists (
        select from batch_steps s join batches b on b.id = s.batch_id
        where s.email_key = r.email_key and s.result = 'done' and s.undone_at is null
          and b.account_id = ${accountId}::uuid and b.kind = 'cleanup' and b.id > r.batch_id and b.id > r.import_id)
    order by r.email_key, r.import_id desc`);
}
