import "server-only";
import type { Directory } from "@/lib/domain/login-page";
import { TEMPLATES, type TemplateRef } from "@/lib/domain/message-template";
import type { AppLocale } from "@/lib/i18n/config";
import type { MessageTemplateDto } from "@/lib/schemas/message-template";
import { prisma } from "../db";
import { defaultTexts } from "./default-text";

export type TemplateAccount = { readonly id: string; readonly directory: Directory };

/** Every text of a contract in one language, changed or not. */
export async function loadTemplates(account: TemplateAccount, locale: AppLocale): Promise<MessageTemplateDto[]> {
  const [defaultOf, rows] = await Promise.all([
    defaultTexts(account.directory, locale),
    prisma().messageTemplate.findMany({
      where: { accountId: account.id, locale },
      select: { key: true, channel: true, text: true, version: true },
    }),
  ]);
  return TEMPLATES.map((template) => {
    const row = rows.find(({ key, channel }) => key === template.key && channel === template.channel);
    const { key, channel } = template;
    const defaultText = defaultOf(template);
    if (!row) return { key, channel, locale, text: defaultText, defaultText, isDefault: true, version: 0 };
    return { key, channel, locale, text: row.text, defaultText, isDefault: false, version: row.version };
  });
}

export function textOf(templates: readonly MessageTemplateDto[], { key, channel }: TemplateRef): string {
  return templates.find((template) => template.key === key && template.channel === channel)?.text ?? "";
}
