import "server-only";
import { classifyLoginUrl } from "@/lib/domain/login-page";
import type { LoginPageVerdictDto } from "@/lib/schemas/login-page";
import { type LoginPageAccount, loginPageContract, servedOperatorUrl } from "./login-page-urls";

/** Says what page the address is that somebody uses, and which one is right (cause 1). Any text gets an answer. */
export function classifyUrlForAccount(url: string, account: LoginPageAccount): LoginPageVerdictDto {
  const { kind, correct, advice } = classifyLoginUrl(url, loginPageContract(account));
  return { kind, correct, advice, correctUrl: servedOperatorUrl(account) };
}
