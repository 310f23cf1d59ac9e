import { contractEventList } from "@/lib/schemas/contract";
import { pageQuery } from "@/lib/schemas/pagination";
import { accountParams } from "@/lib/schemas/values";
import { listContractEvents } from "@/lib/server/contracts/list-contract-events";
import { route } from "@/lib/server/route";

export const GET = route({
  permission: "account:read",
  params: accountParams,
  query: pageQuery,
  response: contractEventList,
  handle: ({ account, query }) => listContractEvents(account.id, query),
});
