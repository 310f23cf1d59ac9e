import { loginCase, loginCaseList, loginCaseQuery, openCaseBody } from "@/lib/schemas/login-case";
import { accountParams } from "@/lib/schemas/values";
import { listCases } from "@/lib/server/cases/list-cases";
import { openCaseByHand } from "@/lib/server/cases/open-case-by-hand";
import { route } from "@/lib/server/route";

export const GET = route({
  permission: "account:read",
  params: accountParams,
  query: loginCaseQuery,
  response: loginCaseList,
  handle: ({ account, query, now }) => listCases(account.id, query, now),
});

export const POST = route({
  permission: "account:write",
  params: accountParams,
  body: openCaseBody,
  response: loginCase,
  status: 201,
  handle: ({ account, session, body, now }) => openCaseByHand({ account, session }, body, now),
});
