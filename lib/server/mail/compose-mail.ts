import "server-only";
import { createTranslator } from "next-intl";
import { env } from "@/lib/env";
import { type AppLocale, parseLocale, TIME_ZONE } from "@/lib/i18n/config";
import { formatDate, formatDateTime } from "@/lib/i18n/formats";
import { loadMessages } from "@/lib/i18n/load-messages";
import { resetLink } from "../password-resets/reset-link";
import { resetToken } from "../password-resets/reset-token";
import { dayOf } from "../stored-day";
import type { MailRecord } from "./mail-record";

export type ComposedMail = { readonly subject: string; readonly text: string; readonly html: string };

/** What stands in the place of a reset link. */
export type LinkShown = "shown" | "hidden" | "over";

type Paragraph = { readonly text: string; readonly isLink?: true };

/**
 * What a mail says, as text and as HTML, in the language it was asked for. Links are built from KENSHIN_URL alone (S8).
 * Readers who are not the recipient are shown it without the secret (S10): `hidden`, or `over` when it opens nothing any more.
 * Texts: `mail.<kind>` in the message files.
 */
export async function composeMail(mail: MailRecord, { link }: { readonly link: LinkShown }): Promise<ComposedMail> {
  const locale = parseLocale(mail.locale);
  const messages = await loadMessages(locale);
  const t = createTranslator({ locale, messages, namespace: "mail", timeZone: TIME_ZONE });
  const account = mail.account.name;
  const greeting = mail.recipientName === "" ? [] : [{ text: t("greeting", { name: mail.recipientName }) }];
  const { subject, body } = contentOf(mail, t, link);
  const paragraphs: Paragraph[] = [...greeting, ...body, { text: t("footer", { account }) }];
  return {
    subject,
    text: `${paragraphs.map(({ text }) => text).join("\n\n")}\n`,
    html: asHtml(paragraphs, subject, locale),
  };
}

type Translate = ReturnType<typeof createTranslator<import("next-intl").Messages, "mail">>;
type Content = { readonly subject: string; readonly body: readonly Paragraph[] };

function contentOf(mail: MailRecord, t: Translate, shown: LinkShown): Content {
  const account = mail.account.name;
  switch (mail.kind) {
    case "password_reset":
      return {
        subject: t("password_reset.subject", { account }),
        body: [
          { text: t("password_reset.body", { account }) },
          shown === "shown" ? link(linkOf(mail)) : { text: t(`password_reset.${shown}`) },
          {
            text: t("password_reset.until", { time: formatDateTime(mail.passwordReset?.expiresAt ?? mail.createdAt) }),
          },
          { text: t("password_reset.ignore") },
        ],
      };
    case "reset_link_copied":
    case "password_changed":
      return {
        subject: t(`${mail.kind}.subject`, { account }),
        body: [
          { text: t(`${mail.kind}.body`, { account, at: formatDateTime(mail.createdAt) }) },
          { text: t(`${mail.kind}.ask`) },
          link(`${env().KENSHIN_URL}/operator/${mail.account.code}/login`),
        ],
      };
    case "contract_notice":
      return noticeContent(mail, t);
  }
}

function noticeContent(mail: MailRecord, t: Translate): Content {
  const account = mail.account.name;
  const notice = mail.notice ?? "cancels";
  const on = mail.noticeOn === null ? "" : formatDate(dayOf(mail.noticeOn));
  return {
    subject: t(`contract_notice.${notice}.subject`, { account, on }),
    body: [
      { text: t(`contract_notice.${notice}.body`, { account, on }) },
      { text: t("contract_notice.look") },
      link(`${env().KENSHIN_URL}/accounts/${mail.account.code}/contract`),
    ],
  };
}

/** The link that a mail carries: computed again from the reset's id, because no table holds it. */
function linkOf({ account, passwordReset }: MailRecord): string {
  return passwordReset === null ? "" : resetLink(account.code, resetToken(passwordReset.id));
}

function link(url: string): Paragraph {
  return { text: url, isLink: true };
}

function asHtml(paragraphs: readonly Paragraph[], title: string, locale: AppLocale): string {
  const body = paragraphs.map(({ text, isLink }) => {
    const safe = escapeHtml(text);
    return isLink ? `<p><a href="${safe}">${safe}</a></p>` : `<p>${safe}</p>`;
  });
  const style =
    "font-family:sans-serif;line-height:1.8;overflow-wrap:anywhere;max-width:36em;margin:0 auto;padding:16px";
  return (
    `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head>` +
    `<body style="${style}">${body.join("")}</body></html>`
  );
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
