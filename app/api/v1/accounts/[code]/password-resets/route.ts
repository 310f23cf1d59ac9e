import { pageQuery } from "@/lib/schemas/pagination";
import { issuedReset, issueResetBody, passwordResetList } from "@/lib/schemas/password-reset";
import { accountParams } from "@/lib/schemas/values";
import { ownerActor } from "@/lib/server/audit/owner-actor";
import { issuePasswordReset } from "@/lib/server/password-resets/issue-password-reset";
import { listPasswordResets } from "@/lib/server/password-resets/list-password-resets";
import { route } from "@/lib/server/route";

export const GET = route({
  permission: "account:read",
  params: accountParams,
  query: pageQuery,
  response: passwordResetList,
  handle: ({ account, query, now }) => listPasswordResets(account.id, query, now),
});

export const POST = route({
  permission: "account:write",
  params: accountParams,
  body: issueResetBody,
  response: issuedReset,
  status: 201,
  secretAnswer: true,
  handle: ({ account, session, body: { operatorId, delivery }, now, requestId, locale }) =>
    issuePasswordReset(account, operatorId, { delivery, actor: ownerActor(session), locale, now, requestId }),
});
