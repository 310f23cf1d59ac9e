import { ownSessionList } from "@/lib/schemas/operator-access";
import { pageQuery } from "@/lib/schemas/pagination";
import { listOwnOperatorSessions } from "@/lib/server/operators/operator-sessions";
import { route } from "@/lib/server/route";

export const GET = route({
  permission: "operator:read",
  query: pageQuery,
  response: ownSessionList,
  handle: ({ session: { operator, account, sessionId }, query, now }) =>
    listOwnOperatorSessions({ accountId: account.id, operatorId: operator.id, sessionId }, query, now),
});
