import "server-only";
import type { AppLocale } from "@/lib/i18n/config";
import type { LoginPageDto } from "@/lib/schemas/login-page";
import { loadTemplates } from "../message-templates/load-templates";
import { EVERYBODY, valuesFor, writeMessages } from "../message-templates/write-messages";
import { accountCheckUrl } from "../self-checks/check-link";
import { type LoginPageAccount, servedContractUrl, servedOperatorUrl } from "./login-page-urls";
import { qrCodeSvg } from "./qr-code-svg";

/** The login pages of an account, with QR codes and messages to send, in `locale`; never a password (cause 1). */
export async function readLoginPage(
  account: LoginPageAccount & { readonly id: string },
  { locale, now }: { readonly locale: AppLocale; readonly now: Date },
): Promise<LoginPageDto> {
  const operatorUrl = servedOperatorUrl(account);
  const checkUrl = accountCheckUrl(account);
  const templates = operatorUrl === null ? [] : await loadTemplates(account, locale);
  return {
    operatorUrl,
    contractUrl: servedContractUrl(account),
    checkUrl,
    qrCodeSvg: operatorUrl === null ? null : qrCodeSvg(operatorUrl),
    checkQrCodeSvg: qrCodeSvg(checkUrl),
    messages:
      operatorUrl === null ? [] : writeMessages(templates, "login-page", [], valuesFor(account, EVERYBODY, now)),
  };
}
