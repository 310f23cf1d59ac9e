import { z } from "zod";
import { RESET_STATES } from "@/lib/domain/password-reset";
import { pageOf } from "./pagination";
import { instant, uuid } from "./values";

/** `copy`: the owner hands the link over. */
export const issueResetBody = z.strictObject({ operatorId: uuid, delivery: z.enum(["copy"]) });

/** `url` is shown this once. */
export const issuedReset = z.strictObject({
  id: uuid,
  state: z.enum(RESET_STATES),
  expiresAt: instant,
  url: z.string(),
});

/** A reset link as the owner sees it; its token is nowhere. */
export const passwordReset = z.strictObject({
  id: uuid,
  state: z.enum(RESET_STATES),
  delivery: z.enum(["mail", "copy", "forgot"]),
  operator: z.strictObject({ id: uuid, name: z.string(), email: z.string() }),
  createdByName: z.string().nullable(),
  createdAt: instant,
  expiresAt: instant,
  openedAt: instant.nullable(),
  usedAt: instant.nullable(),
});

export const passwordResetList = pageOf(passwordReset);

/** What an operator sends to set a password; what the password may be is judged by lib/domain/password, never repaired (S20). */
export const operatorPasswordBody = z.strictObject({
  code: z.string().max(200),
  token: z.string().max(200),
  password: z.string().max(10_000),
});

export const operatorPasswordResult = z.strictObject({ loginUrl: z.string() });

export type IssuedResetDto = z.output<typeof issuedReset>;
export type PasswordResetDto = z.output<typeof passwordReset>;
export type PasswordResetListDto = z.output<typeof passwordResetList>;
export type OperatorPasswordInput = z.output<typeof operatorPasswordBody>;
