import { z } from "zod";
import { pageOf } from "./pagination";
import { instant, uuid } from "./values";

/** One try to sign in as the owner sees it: when, where, what came of it; never what was typed. */
export const loginAttempt = z.strictObject({
  id: uuid,
  at: instant,
  page: z.enum(["operator_page", "other_contract", "contract_login"]),
  result: z.enum([
    "success",
    "wrong_login_page",
    "other_session",
    "duplicate_email",
    "wrong_password",
    "deleted_operator",
    "inactive_contract",
    "unknown_address",
  ]),
  /** No password was looked at, because of failures before. */
  locked: z.boolean(),
  /** Such as `Chrome / Windows`; empty when not known. */
  browser: z.string(),
  /** Shortened to the network; null when not known. */
  network: z.string().nullable(),
});

export const loginAttemptList = pageOf(loginAttempt);

export type LoginAttemptDto = z.output<typeof loginAttempt>;
export type LoginAttemptListDto = z.output<typeof loginAttemptList>;
