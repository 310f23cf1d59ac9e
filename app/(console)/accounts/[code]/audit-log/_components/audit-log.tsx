"use client";

import { History } from "lucide-react";
import { useTranslations } from "next-intl";
import { ProblemMessage } from "@/components/problem-message";
import { classNames } from "@/components/ui/class-names";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Sheet } from "@/components/ui/sheet";
import { SkeletonList } from "@/components/ui/skeleton";
import { TabLinks } from "@/components/ui/tab-links";
import { type AuditFilters, useAuditEvents } from "@/lib/client/audit-events";
import { AUDIT_KINDS } from "@/lib/domain/audit";
import { AuditEntry } from "./audit-entry";

/** Who did what, newest first; filter and place stand in the address. */
export function AuditLog({ code, filters }: { code: string; filters: AuditFilters }) {
  const t = useTranslations("auditLog");
  const { data, error, isPlaceholderData } = useAuditEvents(code, filters);
  const hrefOf = (kind: AuditFilters["kind"], cursor?: string) => {
    const query = new URLSearchParams({ ...(kind ? { kind } : {}), ...(cursor ? { cursor } : {}) }).toString();
    return `/accounts/${code}/audit-log${query === "" ? "" : `?${query}`}`;
  };
  const kinds = [undefined, ...AUDIT_KINDS];
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      <TabLinks
        label={t("kinds.label")}
        links={kinds.map((kind) => ({
          href: hrefOf(kind),
          label: t(`kinds.${kind ?? "all"}`),
          current: kind === filters.kind,
        }))}
      />
      <div className="pt-5">
        <ProblemMessage error={error} className="mb-4" />
        {data === undefined && !error ? <SkeletonList /> : null}
        {data?.items.length === 0 ? (
          <EmptyState icon={<History aria-hidden />} title={t(filters.kind ? "emptyKind" : "empty")}>
            {filters.kind ? null : t("emptyBody")}
          </EmptyState>
        ) : null}
        {data && data.items.length > 0 ? (
          <>
            <Sheet padding="flush">
              <ol
                aria-label={t("list")}
                className={classNames("divide-y divide-border", isPlaceholderData && "opacity-60")}
              >
                {data.items.map((event) => (
                  <AuditEntry key={event.id} event={event} />
                ))}
              </ol>
            </Sheet>
            <Pagination
              firstHref={filters.cursor === undefined ? null : hrefOf(filters.kind)}
              nextHref={data.nextCursor === null ? null : hrefOf(filters.kind, data.nextCursor)}
            />
          </>
        ) : null}
      </div>
    </>
  );
}
