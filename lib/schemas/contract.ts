import { z } from "zod";
import { CONTRACT_NOTICES } from "@/lib/domain/contract-notices";
import { contractStatus } from "./account";
import { pageOf } from "./pagination";
import { day, instant, lines, month, uuid } from "./values";

/** What the owner entered: days `YYYY-MM-DD`, the card's last month `YYYY-MM`. */
const entered = {
  status: contractStatus,
  trialEndsOn: day.nullable(),
  cancelsOn: day.nullable(),
  pastDueSince: day.nullable(),
  cardExpiresOn: month.nullable(),
  note: z.string(),
};

const daysLeft = z.number().int();

/** What the dates and the status mean today, the gravest first (lib/domain/contract.ts). */
export const contractFinding = z.discriminatedUnion("code", [
  z.strictObject({ code: z.literal("trial_ends"), on: day, daysLeft }),
  z.strictObject({ code: z.literal("trial_over"), on: day }),
  z.strictObject({ code: z.literal("cancels"), on: day, daysLeft }),
  z.strictObject({ code: z.literal("cancelled"), on: day.nullable() }),
  z.strictObject({ code: z.literal("force_cancelled") }),
  z.strictObject({ code: z.literal("past_due"), since: day.nullable() }),
  z.strictObject({ code: z.literal("card_expires"), month, daysLeft }),
  z.strictObject({ code: z.literal("card_expired"), month }),
  z.strictObject({ code: z.literal("status_unknown") }),
  z.strictObject({ code: z.literal("status_stale"), daysOld: z.number().int() }),
]);

export const contract = z.strictObject({
  ...entered,
  /** The status on this day, which the dates may have changed. */
  effectiveStatus: contractStatus,
  statusConfirmedAt: instant.nullable(),
  findings: z.array(contractFinding),
  /** Active operators: everybody whom a change of the contract concerns. */
  operators: z.number().int().nonnegative(),
  version: z.number().int().positive(),
});

// JavaScript reads the years 0 to 99 as 1900 to 1999, and the database knows no year 0.
const enteredDay = day
  .regex(/^[1-9]/)
  .nullable()
  .optional();
const enteredMonth = month
  .regex(/^[1-9]/)
  .nullable()
  .optional();

/** Fields that are left out stay as they are. `version`, where sent, must be the newest. */
export const putContractBody = z.strictObject({
  status: contractStatus,
  trialEndsOn: enteredDay,
  cancelsOn: enteredDay,
  pastDueSince: enteredDay,
  cardExpiresOn: enteredMonth,
  note: lines(2000).optional(),
  version: z.number().int().positive().optional(),
});

export const contractSnapshot = z.strictObject(entered);

export const contractEvent = z.strictObject({
  id: uuid,
  actorName: z.string(),
  before: contractSnapshot.nullable(),
  after: contractSnapshot,
  /** A date that was near or had come, recorded by Kenshin itself, and which date; null: somebody's change. */
  notice: z.enum(CONTRACT_NOTICES).nullable(),
  noticeOn: day.nullable(),
  createdAt: instant,
});

export const contractEventList = pageOf(contractEvent);

export type ContractStatusDto = z.output<typeof contractStatus>;
export type ContractDto = z.output<typeof contract>;
export type ContractFindingDto = z.output<typeof contractFinding>;
export type ContractSnapshot = z.output<typeof contractSnapshot>;
export type ContractEventDto = z.output<typeof contractEvent>;
export type ContractEventListDto = z.output<typeof contractEventList>;
export type PutContractInput = z.output<typeof putContractBody>;
