import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type AuditKind, auditEventList } from "@/lib/schemas/audit-event";
import { apiClient, apiPath } from "./api-client";
import { queryKeys } from "./query-keys";

export type AuditFilters = { kind: AuditKind | undefined; cursor: string | undefined };

/** One page of a contract's audit log, newest first. */
export function useAuditEvents(code: string, { kind, cursor }: AuditFilters) {
  return useQuery({
    queryKey: queryKeys.auditEvents.list(code, { kind, cursor }),
    queryFn: ({ signal }) =>
      apiClient.get(apiPath("accounts", code, "audit-events"), {
        ...{ schema: auditEventList, signal },
        query: { kind, cursor },
      }),
    placeholderData: keepPreviousData,
  });
}
