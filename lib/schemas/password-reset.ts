import { z } from "zod";
import { MAX_COPIED_LINKS, RESET_STATES } from "@/lib/domain/password-reset";
import { MAX_IDS } from "./batch";
import { mailStatus } from "./mail";
import { operatorFilter } from "./operator";
import { pageOf } from "./pagination";
import { instant, uuid } from "./values";

/** `mail`: to the operator's address; `copy`: the owner hands the link over. */
export const resetDelivery = z.enum(["mail", "copy"]);

export const issueResetBody = z.strictObject({ operatorId: uuid, delivery: resetDelivery });

/** Named operators, or, by mail, all that a list filter matches together with how many the owner was shown. */
export const bulkResetBody = z.union([
  z.strictObject({ delivery: z.literal("copy"), ids: z.array(uuid).min(1).max(MAX_COPIED_LINKS) }),
  z.strictObject({ delivery: z.literal("mail"), ids: z.array(uuid).min(1).max(MAX_IDS) }),
  z.strictObject({
    delivery: z.literal("mail"),
    filter: operatorFilter,
    expectedCount: z.number().int().nonnegative(),
  }),
]);

export const bulkResetAnswer = z.strictObject({
  count: z.number().int().nonnegative(),
  /** Selected, but deleted or unknown. */
  skipped: z.number().int().nonnegative(),
  expiresAt: instant,
  /** Only for `copy`, and only this once. */
  links: z.array(z.strictObject({ operatorId: uuid, name: z.string(), email: z.string(), url: z.string() })),
});

/** `url` only for `copy`, and only this once. */
export const issuedReset = z.strictObject({
  id: uuid,
  state: z.enum(RESET_STATES),
  expiresAt: instant,
  url: z.string().optional(),
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
  /** What became of the mail that carries the link; null for a copied one. */
  mail: mailStatus.nullable(),
});

export const passwordResetList = pageOf(passwordReset);

/** What an operator sends to set a password; what the password may be is judged by lib/domain/password, never repaired (S20). */
export const operatorPasswordBody = z.strictObject({
  code: z.string().max(200),
  token: z.string().max(200),
  password: z.string().max(10_000),
});

/** Who asks for a link; any text is let in, and the answer is the same for all (S15). */
export const forgotPasswordBody = z.strictObject({ code: z.string().max(200), email: z.string().max(1000) });

export const forgotPasswordAnswer = z.strictObject({ status: z.literal("accepted") });

export const operatorPasswordResult = z.strictObject({ loginUrl: z.string() });

export type IssuedResetDto = z.output<typeof issuedReset>;
export type PasswordResetDto = z.output<typeof passwordReset>;
export type PasswordResetListDto = z.output<typeof passwordResetList>;
export type ResetDeliveryDto = z.output<typeof resetDelivery>;
export type BulkResetInput = z.input<typeof bulkResetBody>;
export type BulkResetAnswer = z.output<typeof bulkResetAnswer>;
export type OperatorPasswordInput = z.output<typeof operatorPasswordBody>;
