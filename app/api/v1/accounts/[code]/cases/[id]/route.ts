import { caseParams, loginCase } from "@/lib/schemas/login-case";
import { findCase } from "@/lib/server/cases/find-case";
import { route } from "@/lib/server/route";

export const GET = route({
  permission: "account:read",
  params: caseParams,
  response: loginCase,
  handle: ({ account, params }) => findCase(account.id, params.id),
});
