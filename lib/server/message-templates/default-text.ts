import "server-only";
import { createTranslator } from "next-intl";
import type { Directory } from "@/lib/domain/login-page";
import { PLACEHOLDERS, type TemplateRef, written } from "@/lib/domain/message-template";
import { type AppLocale, TIME_ZONE } from "@/lib/i18n/config";
import { loadMessages } from "@/lib/i18n/load-messages";

/** The texts as they are before anybody changes them, with placeholders in that language. Texts: `messageTexts`. */
export async function defaultTexts(
  directory: Directory,
  locale: AppLocale,
): Promise<(template: TemplateRef) => string> {
  const messages = await loadMessages(locale);
  const t = createTranslator({ locale, messages, namespace: "messageTexts", timeZone: TIME_ZONE });
  const placeholders = Object.fromEntries(
    PLACEHOLDERS.map((placeholder) => [placeholder, written(placeholder, locale)]),
  );
  const values = { directory, ...placeholders };
  return ({ key, channel }) => (channel === "any" ? t(`steps.${key}`, values) : t(`letters.${key}.${channel}`, values));
}
