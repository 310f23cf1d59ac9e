import "server-only";
import type { Contract, ContractStatus } from "@/lib/domain/contract";
import type { ContractSnapshot } from "@/lib/schemas/contract";
import type { Prisma } from "@/prisma/generated/client";
import { sql } from "../sql";
import { dateOf, dayOf } from "../stored-day";

/** The columns of a contract that the rules and the pages read. */
export const CONTRACT_SELECT = {
  status: true,
  trialEndsOn: true,
  cancelsOn: true,
  pastDueSince: true,
  cardExpiresOn: true,
  note: true,
  statusConfirmedAt: true,
  version: true,
} as const satisfies Prisma.ContractSelect;

/** The same of `contracts c`, but for note and version, as tagged SQL gives a `Contract`. */
export const CONTRACT_COLUMNS = sql`
  c.status, c.trial_ends_on as "trialEndsOn", c.cancels_on as "cancelsOn", c.past_due_since as "pastDueSince",
  to_char(c.card_expires_on, 'YYYY-MM') as "cardExpiresOn", c.status_confirmed_at as "statusConfirmedAt"`;

export type ContractRow = Prisma.ContractGetPayload<{ select: typeof CONTRACT_SELECT }>;

/** The row as the rules of `lib/domain/contract.ts` read it. */
export function toContract(row: ContractRow): Contract {
  return { ...toSnapshot(row), statusConfirmedAt: row.statusConfirmedAt };
}

/** What the owner entered: days as `YYYY-MM-DD`, the card's month as `YYYY-MM`. Kept before and after every change. */
export function toSnapshot(row: ContractRow): ContractSnapshot {
  return {
    status: row.status,
    trialEndsOn: toDay(row.trialEndsOn),
    cancelsOn: toDay(row.cancelsOn),
    pastDueSince: toDay(row.pastDueSince),
    cardExpiresOn: toDay(row.cardExpiresOn)?.slice(0, 7) ?? null,
    note: row.note,
  };
}

/** The columns for what was entered; the card is kept as the last day of its month. */
export function toColumns(snapshot: ContractSnapshot) {
  return {
    status: snapshot.status,
    trialEndsOn: toDate(snapshot.trialEndsOn),
    cancelsOn: toDate(snapshot.cancelsOn),
    pastDueSince: toDate(snapshot.pastDueSince),
    cardExpiresOn: lastDayOfMonth(snapshot.cardExpiresOn),
    note: snapshot.note,
  };
}

/** A contract about which only its status is known. */
export function newSnapshot(status: ContractStatus): ContractSnapshot {
  return { status, trialEndsOn: null, cancelsOn: null, pastDueSince: null, cardExpiresOn: null, note: "" };
}

function toDay(date: Date | null): string | null {
  return date && dayOf(date);
}

function toDate(day: string | null): Date | null {
  return day === null ? null : dateOf(day);
}

function lastDayOfMonth(month: string | null): Date | null {
  if (month === null) return null;
  const [year = Number.NaN, number = Number.NaN] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number, 0));
}
