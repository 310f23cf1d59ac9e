import { z } from "zod";
import { message } from "./message-template";

/** The addresses of a contract's login pages; null for what is not there. */
export const loginPage = z.strictObject({
  operatorUrl: z.string().nullable(),
  contractUrl: z.string().nullable(),
  /** The page that helps an operator who cannot sign in. */
  checkUrl: z.string().nullable(),
  /** A whole SVG document that shows operatorUrl. */
  qrCodeSvg: z.string().nullable(),
  /** The same for checkUrl. */
  checkQrCodeSvg: z.string().nullable(),
  messages: z.array(message),
});

export const classifyLoginUrlBody = z.strictObject({ url: z.string().max(4096) });

export const loginPageKind = z.enum([
  "operator_page",
  "contract_login",
  "other_contract",
  "wrong_case",
  "custom_domain",
  "not_https",
  "not_a_login_page",
  "malformed",
]);

/** Which sentence fits (`loginPage.advice.<advice>`); finer than the kind. */
export const loginPageAdvice = z.enum([
  "right_page",
  "right_page_on_custom_domain",
  "domain_not_known",
  "code_not_checked",
  "other_scheme",
  "carries_credentials",
  "contract_login",
  "other_contract",
  "wrong_case",
  "not_https",
  "not_a_login_page",
  "malformed",
]);

export const loginPageVerdict = z.strictObject({
  kind: loginPageKind,
  correct: z.boolean(),
  advice: loginPageAdvice,
  correctUrl: z.string().nullable(),
});

export type LoginPageDto = z.output<typeof loginPage>;
export type LoginPageVerdictDto = z.output<typeof loginPageVerdict>;
