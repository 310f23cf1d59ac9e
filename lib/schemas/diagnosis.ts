import { z } from "zod";
import { CAUSE_SLUGS, PERSONS_CAUSES } from "@/lib/domain/login/verdict";
import { NEARNESS } from "@/lib/domain/near-address";
import { message } from "./message-template";
import { instant, uuid } from "./values";

/**
 * Who cannot sign in: an operator, or an address that somebody says they use; the page they use, if known; and what the
 * person has tried without getting in. Without `loginUrl` and `tried` what was pasted and ticked for the open case counts;
 * empty ones take that back.
 */
export const diagnosisBody = z
  .strictObject({
    operatorId: uuid.optional(),
    email: z.string().max(1000).optional(),
    loginUrl: z.string().max(4096).optional(),
    tried: z.array(z.enum(PERSONS_CAUSES)).max(PERSONS_CAUSES.length).optional(),
  })
  .refine(({ operatorId, email }) => (operatorId === undefined) !== (email === undefined), "operator_or_email");

export const REMEDIES = [
  "share-login-page",
  "ask-for-login-url",
  "register-custom-domain",
  "log-out-elsewhere",
  "use-private-window",
  "clean-up-duplicates",
  "check-address",
  "reset-password",
  "unlock",
  "restore-operator",
  "recreate-operator",
  "reactivate-contract",
  "settle-payment",
  "confirm-contract-status",
  "update-list",
] as const;

export const verdictState = z.enum(["blocking", "suspected", "clear", "unknown"]);
/** Where to begin: a cause, or the vendor's support when all six are ruled out. */
export const nextStepSlug = z.enum([...CAUSE_SLUGS, "contact-support"]);
const remedy = z.enum(REMEDIES);

export const causeVerdict = z.strictObject({
  cause: z.number().int().min(1).max(6),
  slug: z.enum(CAUSE_SLUGS),
  state: verdictState,
  /** A stable code, and the sentence in the language asked for. */
  evidence: z.array(z.strictObject({ code: z.string(), text: z.string() })),
  remedies: z.array(remedy),
  /** To be sent to the person about this cause alone; empty where there is nothing to say to them. */
  messages: z.array(message),
});

export const diagnosis = z.strictObject({
  subject: z.strictObject({
    /** null: nobody of this contract has the address. */
    operatorId: uuid.nullable(),
    name: z.string(),
    email: z.string(),
    emailKey: z.string(),
    status: z.enum(["active", "deleted", "nobody"]),
    /** Only where nobody has the address: whose it perhaps was meant to be. */
    near: z.array(
      z.strictObject({
        operatorId: uuid,
        name: z.string(),
        email: z.string(),
        status: z.enum(["active", "deleted"]),
        nearness: z.enum(NEARNESS),
      }),
    ),
  }),
  /** All six, in the article's order. */
  verdicts: z.array(causeVerdict).length(6),
  nextStep: z.strictObject({ slug: nextStepSlug, state: verdictState, remedy: remedy.nullable() }),
  /** To be sent to the person: the right page and one step for each cause that may keep them out. Never a password. */
  messages: z.array(message),
  /** The same in its plainest form, as it is sent in a chat. */
  message: z.string(),
  /** The page on which the person signs in. */
  operatorUrl: z.string().nullable(),
  /** The page that the person uses, as it was pasted now or for the open case; null: nobody has said. */
  loginUrl: z.string().nullable(),
  /** What was ticked as tried without getting in, now or for the open case. */
  tried: z.array(z.enum(PERSONS_CAUSES)),
  /** The open case of this person, or the one that was closed within the last day; null: neither. */
  caseId: uuid.nullable(),
  checkedAt: instant,
});

export type DiagnosisInput = z.input<typeof diagnosisBody>;
export type DiagnosisDto = z.output<typeof diagnosis>;
export type CauseVerdictDto = z.output<typeof causeVerdict>;
export type RemedyDto = z.output<typeof remedy>;
