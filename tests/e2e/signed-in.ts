import type { BrowserContext } from "@playwright/test";
import { env } from "@/lib/env";
import { signedInCookie } from "../factories/owner";

/** Signs an owner in to this browser without the login page, which has journeys of its own. */
export async function signIn(context: BrowserContext, owner: { readonly id: string }): Promise<void> {
  const [name = "", value = ""] = (await signedInCookie(owner)).split(/=(.*)/s);
  await context.addCookies([{ name, value, url: env().KENSHIN_URL }]);
}
