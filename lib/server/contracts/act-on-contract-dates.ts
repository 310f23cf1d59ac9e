import "server-only";
import { WARNING_DAYS } from "@/lib/domain/contract";
import { type ContractNotice, type DueNotice, dueNotices, KENSHIN } from "@/lib/domain/contract-notices";
import { tokyoDay } from "@/lib/domain/tokyo-time";
import { parseLocale } from "@/lib/i18n/config";
import type { ContractSnapshot } from "@/lib/schemas/contract";
import { recordAuditEventSql } from "../audit/record-audit-event-sql";
import { type AccountSql, forAccount } from "../for-account";
import { log } from "../log";
import { queueMails } from "../mail/queue-mails";
import { queryRows, sql } from "../sql";
import { endOperatorLoginsSql } from "./end-operator-logins";

/**
 * Does what the contracts' dates ask for at `now`: ends a contract whose cancellation date has come, and tells its owner
 * once of every date that is near or has come. Days that nobody ran it are caught up. Any number of instances may do it
 * at once: the contract's row is locked, and the history holds one line for a notice and its date.
 * A contract that cannot be worked on is logged and waits for the next time; the others go on.
 */
export async function actOnContractDates(now: Date): Promise<void> {
  for (const accountId of await findAccountsWithDates(now)) {
    try {
      await forAccount(accountId).sql((db) => actOnContract(db, now));
    } catch (error) {
      log().error({ err: error, accountId }, "a contract's dates could not be acted on");
    }
  }
}

/** Contracts that may have something due and not yet said; which notices those are, `dueNotices` decides alone. */
async function findAccountsWithDates(now: Date): Promise<readonly string[]> {
  const today = tokyoDay(now);
  const rows = await queryRows<{ id: string }>(sql`
    with days as (select ${today}::date as today, ${today}::date + ${WARNING_DAYS}::int as horizon)
    select c.account_id as id from contracts c cross join days
    where c.status not in ('cancelled', 'force_cancelled')
      and least(c.cancels_on, c.trial_ends_on, c.card_expires_on) <= horizon
      and (c.cancels_on <= today or exists (
        select from (values
          ('cancels'::contract_notice, c.cancels_on, true),
          (case when c.trial_ends_on < today then 'trial_over' else 'trial_ends' end::contract_notice, c.trial_ends_on,
           c.status = 'trial'),
          (case when c.card_expires_on < today then 'card_expired' else 'card_expires' end::contract_notice,
           c.card_expires_on, true)
        ) as dated (notice, notice_on, applies)
        where applies and notice_on <= horizon and not exists (
          select from contract_events e
          where e.account_id = c.account_id and e.notice = dated.notice and e.notice_on = dated.notice_on)))
    order by c.account_id`);
  return rows.map(({ id }) => id);
}

type StoredContract = ContractSnapshot & { statusConfirmedAt: Date | null };

async function actOnContract(db: AccountSql, now: Date): Promise<void> {
  const { rows } = await db.query<StoredContract>(sql`
    select status, trial_ends_on as "trialEndsOn", cancels_on as "cancelsOn", past_due_since as "pastDueSince",
           to_char(card_expires_on, 'YYYY-MM') as "cardExpiresOn", note, status_confirmed_at as "statusConfirmedAt"
    from contracts where account_id = ${db.accountId}::uuid for update`);
  const [stored] = rows;
  if (!stored) return;
  // What another instance did while this one waited is seen here: the row is read as it is after the wait.
  const due = dueNotices(stored, now);
  if (due.length === 0) return;
  const { statusConfirmedAt: _, ...before } = stored;
  const isOver = due.some(({ notice }) => notice === "cancelled");
  const after: ContractSnapshot = isOver ? { ...before, status: "cancelled" } : before;
  const fresh = await recordNotices(db, { before, after, due, now });
  if (isOver) await endContract(db, { before, after, isFresh: fresh.length > 0, now });
  await tellOwner(db, fresh, now);
}

type Change = { readonly before: ContractSnapshot; readonly after: ContractSnapshot; readonly now: Date };

/** Writes the notices that the history does not have yet; gives those. */
async function recordNotices(db: AccountSql, change: Change & { readonly due: readonly DueNotice[] }) {
  const { due, before, after, now } = change;
  const { rows } = await db.query<{ notice: ContractNotice; on: string }>(sql`
    insert into contract_events (account_id, actor_name, before, after, notice, notice_on, created_at)
    select ${db.accountId}::uuid, ${KENSHIN}, ${JSON.stringify(before)}::jsonb, ${JSON.stringify(after)}::jsonb,
           notice::contract_notice, day, ${now}
    from unnest(${due.map(({ notice }) => notice)}::text[], ${due.map(({ on }) => on)}::date[]) as dated (notice, day)
    on conflict (account_id, notice, notice_on) do nothing
    returning notice, notice_on as "on"`);
  return rows;
}

/** The cancellation date has come: the status says so from now on, and nobody stays signed in. */
async function endContract(db: AccountSql, change: Change & { readonly isFresh: boolean }): Promise<void> {
  const { before, after, isFresh, now } = change;
  await db.query(sql`
    update contracts set status = ${after.status}::contract_status, version = version + 1, updated_at = ${now}
    where account_id = ${db.accountId}::uuid`);
  if (!isFresh) {
    // Reactivated with the old date in it: ended again, but the owner has had the notice of that date.
    await db.query(sql`
      insert into contract_events (account_id, actor_name, before, after, created_at)
      values (${db.accountId}::uuid, ${KENSHIN}, ${JSON.stringify(before)}::jsonb, ${JSON.stringify(after)}::jsonb, ${now})`);
  }
  await endOperatorLoginsSql(db, now);
  await recordAuditEventSql(db, {
    actor: { kind: "system", name: KENSHIN },
    action: "contract_ended_by_date",
    subject: { type: "contract", id: db.accountId },
    before: { status: before.status },
    after: { status: after.status },
  });
}

async function tellOwner(db: AccountSql, notices: readonly DueNotice[], now: Date): Promise<void> {
  if (notices.length === 0) return;
  const { rows } = await db.query<{ email: string; name: string; locale: string }>(sql`
    select o.email_key as email, o.name, o.locale from accounts a join owners o on o.id = a.owner_id
    where a.id = ${db.accountId}::uuid`);
  const mails = rows.flatMap(({ email, name, locale }) =>
    notices.map(({ notice, on }) => ({
      ...{ kind: "contract_notice" as const, recipient: email, recipientName: name, locale: parseLocale(locale) },
      ...{ operatorId: null, passwordResetId: null, notice, noticeOn: on },
    })),
  );
  await queueMails(db, mails, now);
}
