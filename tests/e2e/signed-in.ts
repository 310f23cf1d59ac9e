import type { BrowserContext, Page } from "@playwright/test";
import { env } from "@/lib/env";
import { signedInCookie } from "../factories/owner";

/** Signs an owner in to this browser without the login page, which has journeys of its own. */
export async function signIn(context: BrowserContext, owner: { readonly id: string }): Promise<void> {
  const [name = "", value = ""] = (await signedInCookie(owner)).split(/=(.*)/s);
  await context.addCookies([{ name, value, url: env().KENSHIN_URL }]);
}

/** Closes the page and logs out, in this order: what the page still asks for would be refused without a login. */
export async function leave(page: Page): Promise<void> {
  await page.goto("about:blank");
  await page.context().clearCookies();
}
