import "server-only";
import type { z } from "zod";
import { type StepToTell, stepsToTell } from "@/lib/domain/login/tell";
import { PERSONS_CAUSES } from "@/lib/domain/login/verdict";
import { fillTemplate, findTemplate, judgeTemplate, writeLetter } from "@/lib/domain/message-template";
import type { AppLocale } from "@/lib/i18n/config";
import { loadMessages } from "@/lib/i18n/load-messages";
import type { messageTemplatePreview, PreviewMessageTemplateInput } from "@/lib/schemas/message-template";
import { judgeLogin } from "../diagnoses/judge-login";
import { AppError } from "../errors";
import type { AccountScope } from "../permissions";
import { loadTemplates, textOf } from "./load-templates";
import { EVERYBODY, type Recipient, valuesFor } from "./write-messages";

type Account = AccountScope["account"];
type Example = { readonly recipient: Recipient; readonly steps: readonly StepToTell[] };

/**
 * A text that nobody has saved yet as it would be sent, and what is wrong with it. Throws `not_found` for a text that there
 * is none of, and for an operator of somebody else.
 */
export async function previewMessageTemplate(
  account: Account,
  { key, channel, locale, text, operatorId }: PreviewMessageTemplateInput,
  now: Date,
): Promise<z.input<typeof messageTemplatePreview>> {
  if (!findTemplate(key, channel)) throw new AppError("not_found");
  const { faults, warnings } = judgeTemplate(key, text);
  const judged = { faults: [...faults], warnings: [...warnings] };
  const { recipient, steps } = await (operatorId === undefined ? madeUp(locale) : exampleOf(account, operatorId, now));
  const values = valuesFor(account, key === "login-page" ? EVERYBODY : recipient, now);
  if (channel === "any") return { text: fillTemplate(text, values, "mail"), ...judged };
  const templates = await loadTemplates(account, locale);
  const sentences = steps.map((step) => textOf(templates, { key: step, channel: "any" }));
  return { text: writeLetter(text, sentences, values, channel), ...judged };
}

/** Somebody of whom nothing is known yet, with the steps that such a person is sent. */
async function madeUp(locale: AppLocale): Promise<Example> {
  const { name, email } = (await loadMessages(locale)).messageTexts.example;
  return { recipient: { name, email }, steps: PERSONS_CAUSES };
}

async function exampleOf(account: Account, operatorId: string, now: Date): Promise<Example> {
  const { loaded, diagnosis } = await judgeLogin(account, { operatorId }, { now });
  return { recipient: loaded.operator ?? EVERYBODY, steps: stepsToTell(diagnosis.verdicts, loaded.operator !== null) };
}
