"use client";

import { useTranslations } from "next-intl";
import { ProblemMessage } from "@/components/problem-message";
import { DataTable, type DataTableColumn } from "@/components/ui/data-table";
import { ShowMore } from "@/components/ui/pagination";
import { Sheet } from "@/components/ui/sheet";
import { StatusBadge } from "@/components/ui/status-badge";
import { useLoginAttempts } from "@/lib/client/operator-access";
import { formatDateTime } from "@/lib/i18n/formats";
import type { LoginAttemptDto } from "@/lib/schemas/login-attempt";

/** Every try with this operator's address: what the person saw was one sentence, here is the cause. */
export function LoginAttempts({ code, id }: { code: string; id: string }) {
  const t = useTranslations("operatorPage.attempts");
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useLoginAttempts(code, id);
  const columns = useColumns();
  const attempts = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Sheet title={t("title")} lead={attempts.length === 0 ? t("none") : t("lead")}>
      <ProblemMessage error={error} />
      {attempts.length === 0 ? null : (
        <DataTable caption={t("title")} columns={columns} rows={attempts} rowId={(row) => row.id} />
      )}
      {hasNextPage ? <ShowMore onClick={() => fetchNextPage()} pending={isFetchingNextPage} /> : null}
    </Sheet>
  );
}

function useColumns(): DataTableColumn<LoginAttemptDto>[] {
  const t = useTranslations("operatorPage.attempts");
  return [
    {
      id: "at",
      header: t("columns.at"),
      part: "title",
      cell: ({ at }) => <span className="tabular-nums whitespace-nowrap">{formatDateTime(at)}</span>,
    },
    {
      id: "result",
      header: t("columns.result"),
      cell: ({ result, locked }) => (
        <span className="flex flex-wrap gap-1.5">
          <StatusBadge tone={result === "success" ? "success" : "danger"}>{t(`results.${result}`)}</StatusBadge>
          {locked ? <StatusBadge tone="warning">{t("locked")}</StatusBadge> : null}
        </span>
      ),
    },
    { id: "page", header: t("columns.page"), cell: ({ page }) => t(`pages.${page}`) },
    {
      id: "browser",
      header: t("columns.browser"),
      cell: ({ browser, network }) => (
        <span className="grid">
          <span>{browser === "" ? t("unknownBrowser") : browser}</span>
          {network === null ? null : <span className="font-mono text-sm text-muted">{network}</span>}
        </span>
      ),
    },
  ];
}
