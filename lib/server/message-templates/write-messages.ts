import "server-only";
import type { StepToTell } from "@/lib/domain/login/tell";
import { type Letter, MESSAGE_CHANNELS, type TemplateValues, writeLetter } from "@/lib/domain/message-template";
import type { MessageDto, MessageTemplateDto } from "@/lib/schemas/message-template";
import { type LoginPageAccount, servedContractUrl, servedOperatorUrl } from "../login-pages/login-page-urls";
import { accountCheckUrl, personalCheckLink } from "../self-checks/check-link";
import { textOf } from "./load-templates";

/** Whom a message is for; "" where it is not known or for nobody in particular. `id`: an operator of the contract. */
export type Recipient = { readonly id?: string; readonly name: string; readonly email: string };
export const EVERYBODY: Recipient = { name: "", email: "" };

/**
 * What the texts of a contract are filled with. Addresses come from the settings alone (S8); there is no password. Whoever
 * is known gets a self-check of their own, whose facts count in their diagnosis.
 */
export function valuesFor(
  account: LoginPageAccount & { readonly id: string },
  { id, name, email }: Recipient,
  now: Date,
): TemplateValues {
  return {
    ...{ name, email, account: account.name },
    checkUrl: id === undefined ? accountCheckUrl(account) : personalCheckLink(account, id, now).url,
    url: servedOperatorUrl(account) ?? "",
    contractUrl: servedContractUrl(account) ?? "",
  };
}

/** A letter with its steps, for every channel. */
export function writeMessages(
  templates: readonly MessageTemplateDto[],
  letter: Letter,
  steps: readonly StepToTell[],
  values: TemplateValues,
): MessageDto[] {
  const sentences = steps.map((key) => textOf(templates, { key, channel: "any" }));
  return MESSAGE_CHANNELS.map((channel) => ({
    channel,
    text: writeLetter(textOf(templates, { key: letter, channel }), sentences, values, channel),
  }));
}
