import "server-only";
import { contractLoginUrl, type LoginPageContract, operatorLoginUrl } from "@/lib/domain/login-page";
import { env } from "@/lib/env";

export type LoginPageAccount = {
  code: string;
  name: string;
  directory: "utage" | "hosted";
  customDomain: string | null;
};

/** What the rules on login pages read of an account. Kenshin's own address comes from the settings alone (S8). */
export function loginPageContract({ code, directory, customDomain }: LoginPageAccount): LoginPageContract {
  return { code, directory, customDomain, kenshinOrigin: env().KENSHIN_URL };
}

/** The page on which operators of an account sign in: on UTAGE, or here. */
export function servedOperatorUrl(account: LoginPageAccount): string | null {
  return operatorLoginUrl(loginPageContract(account));
}

/** Where the owner of an account signs in. */
export function servedContractUrl(account: LoginPageAccount): string | null {
  return contractLoginUrl(loginPageContract(account));
}
