import { loginPage } from "@/lib/schemas/login-page";
import { accountParams } from "@/lib/schemas/values";
import { readLoginPage } from "@/lib/server/login-pages/read-login-page";
import { route } from "@/lib/server/route";

export const GET = route({
  permission: "account:read",
  params: accountParams,
  response: loginPage,
  handle: ({ account, locale, now }) => readLoginPage(account, { locale, now }),
});
