import "server-only";
import { createTranslator } from "next-intl";
import { type AppLocale, TIME_ZONE } from "@/lib/i18n/config";
import { loadMessages } from "@/lib/i18n/load-messages";
import { type LoginPageDto, messageChannel } from "@/lib/schemas/login-page";
import { type LoginPageAccount, servedContractUrl, servedOperatorUrl } from "./login-page-urls";
import { qrCodeSvg } from "./qr-code-svg";

/** The login pages of an account, with a QR code and messages to send, in `locale`; never a password (cause 1). */
export async function readLoginPage(account: LoginPageAccount, locale: AppLocale): Promise<LoginPageDto> {
  const operatorUrl = servedOperatorUrl(account);
  const contractUrl = servedContractUrl(account);
  return {
    operatorUrl,
    contractUrl,
    checkUrl: null,
    qrCodeSvg: operatorUrl === null ? null : qrCodeSvg(operatorUrl),
    messages: operatorUrl === null ? [] : await messagesFor(account, operatorUrl, contractUrl ?? "", locale),
  };
}

/** Texts: `loginPage.texts.<channel>` in the message files. */
async function messagesFor(account: LoginPageAccount, url: string, contractUrl: string, locale: AppLocale) {
  const messages = await loadMessages(locale);
  const translate = createTranslator({ locale, messages, namespace: "loginPage.texts", timeZone: TIME_ZONE });
  return messageChannel.options.map((channel) => ({
    channel,
    text: translate(channel, { account: account.name, directory: account.directory, url, contractUrl }),
  }));
}
