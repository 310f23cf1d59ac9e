"use client";

import { useIsMutating, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { BulkWorkDto } from "@/lib/schemas/bulk-work";
import { apiClient, apiPath } from "./api-client";
import { queryKeys } from "./query-keys";
import { onDemand } from "./schemas-on-demand";

const { bulkWork, bulkWorkList } = onDemand(() => import("@/lib/schemas/bulk-work"));

const POLL_MS = 1_000;

/**
 * Work on many operators that runs now, whoever of the account began it and from whatever page; asked for every second
 * while there is some, or while this page waits for an answer that may be such work.
 * @param onEnd called once for each that was seen running and has ended, unless this page itself waited for its answer
 */
export function useBulkWorks(code: string, onEnd: (work: BulkWorkDto) => void): BulkWorkDto[] {
  const client = useQueryClient();
  const waiting = useIsMutating() > 0;
  const { data } = useQuery({
    queryKey: queryKeys.bulkWorks.list(code),
    queryFn: ({ signal }) => apiClient.get(apiPath("accounts", code, "bulk-works"), { schema: bulkWorkList, signal }),
    refetchInterval: ({ state }) => (waiting || state.data?.items.some(isRunning) === true ? POLL_MS : false),
  });
  const seen = useRef(new Set<string>());
  useEffect(() => {
    for (const work of data?.items ?? []) {
      if (isRunning(work)) seen.current.add(work.id);
      else if (seen.current.delete(work.id) && !waiting) {
        onEnd(work);
        void client.invalidateQueries({ queryKey: queryKeys.account.all(code) });
      }
    }
  }, [data, waiting, onEnd, client, code]);
  return data?.items.filter(isRunning) ?? [];
}

export function useCancelBulkWork(code: string, id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => apiClient.post(apiPath("accounts", code, "bulk-works", id, "cancel"), { schema: bulkWork }),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.bulkWorks.all(code) }),
  });
}

function isRunning({ status }: BulkWorkDto): boolean {
  return status === "running";
}
