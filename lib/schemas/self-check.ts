import { z } from "zod";
import { readPastedUrl } from "@/lib/domain/pasted-url";
import {
  REPORT_NOTE_MAX,
  REPORTER_NAME_MAX,
  SEEN,
  SELF_CHECK_OUTCOMES,
  SELF_CHECK_STEPS,
} from "@/lib/domain/self-check";
import { pageOf } from "./pagination";
import { instant, line, lines, uuid } from "./values";

/** http or https, as people paste it; empty when there is none. */
const videoUrl = z.string().transform((typed, context) => {
  if (typed.trim() === "") return null;
  const pasted = readPastedUrl(typed);
  if (pasted.ok) return pasted.url.href;
  context.addIssue({ code: "custom", message: pasted.reason });
  return z.NEVER;
});

const report = z.strictObject({
  name: line(REPORTER_NAME_MAX),
  note: lines(REPORT_NOTE_MAX),
  videoUrl,
});

/** What a person who cannot sign in has found out, from the page that helps them; nobody has to be signed in. */
export const selfCheckBody = z
  .strictObject({
    code: z.string().max(200),
    /** What stands behind `/check/` in the address; null: nothing does. */
    token: z.string().max(200).nullable(),
    outcome: z.enum(SELF_CHECK_OUTCOMES),
    seen: z.enum(SEEN).nullable(),
    cookies: z.boolean().nullable(),
    privateWindow: z.boolean().nullable(),
    tried: z.array(z.enum(SELF_CHECK_STEPS)).max(SELF_CHECK_STEPS.length),
    report: report.nullable(),
  })
  .refine(({ outcome, report: written }) => (outcome === "reported") === (written !== null), "report_or_not");

/** The same whatever becomes of it. */
export const selfCheckAnswer = z.strictObject({ status: z.literal("accepted") });

/** A personal link to the page, for one operator. */
export const checkLink = z.strictObject({ url: z.string(), expiresAt: instant });

/** A self-check as the owner sees it. */
export const selfCheck = z.strictObject({
  id: uuid,
  at: instant,
  outcome: z.enum(SELF_CHECK_OUTCOMES),
  seen: z.enum(SEEN).nullable(),
  /** Such as `LINE / iPhone`; empty when not known. */
  browser: z.string(),
  otherLogin: z.boolean().nullable(),
  cookies: z.boolean().nullable(),
  privateWindow: z.boolean().nullable(),
  tried: z.array(z.enum(SELF_CHECK_STEPS)),
  /** What the person wrote; null where nothing was reported. */
  report: z.strictObject({ name: z.string(), note: z.string(), videoUrl: z.string().nullable() }).nullable(),
});

export const selfCheckList = pageOf(selfCheck);

export type SelfCheckInput = z.input<typeof selfCheckBody>;
export type SelfCheckDto = z.output<typeof selfCheck>;
