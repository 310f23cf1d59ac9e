import { auditEventList, auditEventQuery } from "@/lib/schemas/audit-event";
import { accountParams } from "@/lib/schemas/values";
import { listAuditEvents } from "@/lib/server/audit/list-audit-events";
import { route } from "@/lib/server/route";

export const GET = route({
  permission: "account:read",
  params: accountParams,
  query: auditEventQuery,
  response: auditEventList,
  handle: ({ account, query }) => listAuditEvents(account.id, query),
});
