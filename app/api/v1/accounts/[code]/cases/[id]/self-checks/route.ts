import { caseParams } from "@/lib/schemas/login-case";
import { pageQuery } from "@/lib/schemas/pagination";
import { selfCheckList } from "@/lib/schemas/self-check";
import { findCase } from "@/lib/server/cases/find-case";
import { route } from "@/lib/server/route";
import { listSelfChecks } from "@/lib/server/self-checks/list-self-checks";

export const GET = route({
  permission: "account:read",
  params: caseParams,
  query: pageQuery,
  response: selfCheckList,
  handle: async ({ account, params, query }) => {
    const { id: caseId } = await findCase(account.id, params.id);
    return listSelfChecks({ accountId: account.id, caseId }, query);
  },
});
