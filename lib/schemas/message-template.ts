import { z } from "zod";
import { MESSAGE_CHANNELS, TEMPLATE_CHANNELS, TEMPLATE_KEYS, TEMPLATE_WARNINGS } from "@/lib/domain/message-template";
import { LOCALES } from "@/lib/i18n/config";
import { accountParams, lines, uuid } from "./values";

/** A text ready to be sent by hand. */
export const message = z.strictObject({ channel: z.enum(MESSAGE_CHANNELS), text: z.string() });

const key = z.enum(TEMPLATE_KEYS);
const channel = z.enum(TEMPLATE_CHANNELS);
const locale = z.enum(LOCALES);

export const messageTemplate = z.strictObject({
  key,
  channel,
  locale,
  text: z.string(),
  /** As it is before anybody changes it. */
  defaultText: z.string(),
  /** Nobody changed it. */
  isDefault: z.boolean(),
  /** 0 for a text that nobody changed. */
  version: z.number().int().nonnegative(),
});

/** Left out: the reader's language. */
export const messageTemplateListQuery = z.strictObject({ locale: locale.optional() });

export const messageTemplateList = z.strictObject({ locale, items: z.array(messageTemplate) });

export const messageTemplateParams = accountParams.extend({ key, channel });

// The caps of letters and steps are judged with the rest of the text, which says what is wrong; this one is for floods.
const template = lines(20_000);

export const putMessageTemplateBody = z.strictObject({
  locale,
  text: template,
  /** The version that was changed; an older one is refused. */
  version: z.number().int().nonnegative(),
});

export const resetMessageTemplateQuery = z.strictObject({ locale, version: z.coerce.number().int().nonnegative() });

/** With an operator it is filled for that person as a diagnosis of this moment would, without one for a made-up person. */
export const previewMessageTemplateBody = z.strictObject({
  key,
  channel,
  locale,
  text: template,
  operatorId: uuid.optional(),
});

const fault = z.discriminatedUnion("code", [
  z.strictObject({ code: z.literal("empty") }),
  z.strictObject({ code: z.literal("too_long"), max: z.number().int() }),
  z.strictObject({
    code: z.enum(["unknown_placeholder", "placeholder_not_here", "password_placeholder"]),
    name: z.string(),
  }),
]);

export const messageTemplatePreview = z.strictObject({
  text: z.string(),
  faults: z.array(fault),
  warnings: z.array(z.enum(TEMPLATE_WARNINGS)),
});

export type MessageDto = z.output<typeof message>;
export type MessageTemplateDto = z.output<typeof messageTemplate>;
export type PreviewMessageTemplateInput = z.output<typeof previewMessageTemplateBody>;
