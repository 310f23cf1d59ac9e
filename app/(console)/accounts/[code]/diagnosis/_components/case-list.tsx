"use client";

import { HeartPulse } from "lucide-react";
import { useTranslations } from "next-intl";
import { ProblemMessage } from "@/components/problem-message";
import { classNames } from "@/components/ui/class-names";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import { Sheet } from "@/components/ui/sheet";
import { SkeletonList } from "@/components/ui/skeleton";
import { TabLinks } from "@/components/ui/tab-links";
import { type CaseFilters, useCases } from "@/lib/client/cases";
import { CaseItem } from "./case-item";

interface CaseListProps {
  code: string;
  filters: CaseFilters;
}

/** Who could not sign in: those not proven repaired yet, and behind a tab those who are. */
export function CaseList({ code, filters }: CaseListProps) {
  const t = useTranslations("diagnosis.cases");
  const { data, error, isPlaceholderData } = useCases(code, filters);
  const path = `/accounts/${code}/diagnosis`;
  const hrefOf = (status: CaseFilters["status"], cursor?: string) => {
    const query = new URLSearchParams({
      ...(status === "closed" ? { cases: status } : {}),
      ...(cursor ? { cursor } : {}),
    }).toString();
    return query === "" ? path : `${path}?${query}`;
  };
  const { status, cursor } = filters;
  return (
    <section aria-label={t("label")} className="grid gap-4">
      <TabLinks
        label={t("label")}
        links={(["open", "closed"] as const).map((one) => ({
          ...{ href: hrefOf(one), label: t(`statuses.${one}`), current: one === status },
          count: one === status && !isPlaceholderData ? data?.total : undefined,
        }))}
      />
      <ProblemMessage error={error} />
      {data === undefined && !error ? <SkeletonList rows={3} /> : null}
      {data?.items.length === 0 ? (
        <EmptyState icon={<HeartPulse aria-hidden />} title={t(`empty.${status}.title`)}>
          <p>{t(`empty.${status}.body`)}</p>
        </EmptyState>
      ) : null}
      {data && data.items.length > 0 ? (
        <>
          <Sheet padding="flush">
            <ul className={classNames("divide-y divide-border", isPlaceholderData && "opacity-60")}>
              {data.items.map((item) => (
                <CaseItem key={item.id} item={item} path={path} />
              ))}
            </ul>
          </Sheet>
          <Pagination
            firstHref={cursor === undefined ? null : hrefOf(status)}
            nextHref={data.nextCursor === null ? null : hrefOf(status, data.nextCursor)}
          />
        </>
      ) : null}
    </section>
  );
}
