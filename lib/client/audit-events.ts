import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { AuditKind } from "@/lib/domain/audit";
import { apiClient, apiPath } from "./api-client";
import { queryKeys } from "./query-keys";
import { onDemand } from "./schemas-on-demand";

const { auditEventList } = onDemand(() => import("@/lib/schemas/audit-event"));

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
