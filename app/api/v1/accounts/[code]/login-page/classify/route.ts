import { classifyLoginUrlBody, loginPageVerdict } from "@/lib/schemas/login-page";
import { accountParams } from "@/lib/schemas/values";
import { classifyUrlForAccount } from "@/lib/server/login-pages/classify-login-url";
import { route } from "@/lib/server/route";

export const POST = route({
  permission: "account:read",
  params: accountParams,
  body: classifyLoginUrlBody,
  response: loginPageVerdict,
  handle: async ({ account, body }) => classifyUrlForAccount(body.url, account),
});
