import { contract, putContractBody } from "@/lib/schemas/contract";
import { accountParams } from "@/lib/schemas/values";
import { ownerActor } from "@/lib/server/audit/owner-actor";
import { changeContract } from "@/lib/server/contracts/change-contract";
import { readContract } from "@/lib/server/contracts/read-contract";
import { route } from "@/lib/server/route";

export const GET = route({
  permission: "account:read",
  params: accountParams,
  response: contract,
  handle: ({ account, now }) => readContract(account.id, now),
});

export const PUT = route({
  permission: "account:write",
  params: accountParams,
  body: putContractBody,
  response: contract,
  handle: ({ account, session, body, now, requestId }) =>
    changeContract({ accountId: account.id, actor: ownerActor(session), input: body, now, requestId }),
});
