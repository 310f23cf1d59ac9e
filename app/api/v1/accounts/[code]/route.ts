import { account, updateAccountBody } from "@/lib/schemas/account";
import { accountParams } from "@/lib/schemas/values";
import { updateAccount } from "@/lib/server/accounts/update-account";
import { ownerActor } from "@/lib/server/audit/owner-actor";
import { route } from "@/lib/server/route";

export const GET = route({
  permission: "account:read",
  params: accountParams,
  response: account,
  handle: async (context) => context.account,
});

export const PATCH = route({
  permission: "account:write",
  params: accountParams,
  body: updateAccountBody,
  response: account,
  handle: (context) =>
    updateAccount({
      accountId: context.account.id,
      actor: ownerActor(context.session),
      input: context.body,
      requestId: context.requestId,
    }),
});
