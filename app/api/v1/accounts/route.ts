import { account, accountList, createAccountBody } from "@/lib/schemas/account";
import { pageQuery } from "@/lib/schemas/pagination";
import { createAccount } from "@/lib/server/accounts/create-account";
import { listAccounts } from "@/lib/server/accounts/list-accounts";
import { ownerActor } from "@/lib/server/audit/owner-actor";
import { route } from "@/lib/server/route";

export const GET = route({
  permission: "owner:read",
  query: pageQuery,
  response: accountList,
  handle: ({ session, query, now }) => listAccounts(session.owner.id, query, now),
});

export const POST = route({
  permission: "owner:write",
  body: createAccountBody,
  response: account,
  status: 201,
  handle: ({ session, body, now, requestId }) =>
    createAccount({ owner: ownerActor(session), input: body, now, requestId }),
});
