import { z } from "zod";
import { pageOf } from "./pagination";
import { accountCode, grade, instant, line, uuid } from "./values";

export const directory = z.enum(["utage", "hosted"]);

const count = z.number().int().nonnegative();

export const contractStatus = z.enum(["trial", "active", "past_due", "cancelled", "force_cancelled", "unknown"]);

/** A contract account as its owner sees it. */
export const account = z.strictObject({
  id: uuid,
  code: accountCode,
  name: z.string(),
  directory,
  customDomain: z.string().nullable(),
  createdAt: instant,
});

/** A row of the owner's list: the account with its health, worst first. */
export const accountSummary = z.strictObject({
  ...account.shape,
  grade,
  /** Findings that are waived and left out of the grade. */
  waived: count,
  contractStatus,
  operators: count,
  /** Who cannot sign in for sure, the contract's state included; and who, besides, may be kept out by a cause of their own. */
  cannotLogIn: count,
  mayBeKeptOut: count,
  lastImportAt: instant.nullable(),
});

export const accountList = pageOf(accountSummary);

export const createAccountBody = z.strictObject({
  name: line(100),
  directory,
  /** utage only: the operator login page as pasted; it tells the code. */
  loginPageUrl: z.string().max(2048).optional(),
});

export const updateAccountBody = z
  .strictObject({
    name: line(100).optional(),
    customDomain: z.string().max(253).nullable().optional(),
  })
  .refine((body) => Object.values(body).some((value) => value !== undefined), "nothing_to_change");

/** What the parts of a page need to know of the contract they are about. */
export type AccountRef = Pick<AccountDto, "code" | "directory">;
export type AccountDto = z.output<typeof account>;
export type AccountSummaryDto = z.output<typeof accountSummary>;
export type AccountListDto = z.output<typeof accountList>;
export type CreateAccountInput = z.output<typeof createAccountBody>;
export type UpdateAccountInput = z.output<typeof updateAccountBody>;
