"use client";

import { Building2, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ProblemMessage } from "@/components/problem-message";
import { Button } from "@/components/ui/button";
import { DataTable, type DataTableColumn } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { GradeBadge } from "@/components/ui/grade-badge";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { SkeletonList } from "@/components/ui/skeleton";
import { TextLink } from "@/components/ui/text-link";
import { useAccounts } from "@/lib/client/accounts";
import { formatDate, formatNumber } from "@/lib/i18n/formats";
import type { AccountSummaryDto } from "@/lib/schemas/account";
import { ContractStatusBadge } from "../../_components/contract-status-badge";
import { AddAccountDialog } from "./add-account-dialog";

interface AccountListProps {
  cursor: string | undefined;
  kenshinOrigin: string;
}

/** Every contract of the owner, the one that needs attention first on top. */
export function AccountList({ cursor, kenshinOrigin }: AccountListProps) {
  const t = useTranslations("accounts");
  const [adding, setAdding] = useState(false);
  const { data, error, isPlaceholderData } = useAccounts(cursor);
  const columns = useColumns();
  const add = (
    <Button variant="primary" icon={<Plus aria-hidden />} onClick={() => setAdding(true)}>
      {t("add")}
    </Button>
  );
  const empty = data !== undefined && data.total === 0;
  return (
    <>
      <PageHeader title={t("title")} lead={empty ? undefined : t("lead")} actions={empty ? undefined : add} />
      <ProblemMessage error={error} className="mb-4" />
      {data === undefined && !error ? <SkeletonList /> : null}
      {empty ? (
        <EmptyState icon={<Building2 aria-hidden />} title={t("empty.title")} actions={add}>
          {t("empty.body")}
        </EmptyState>
      ) : null}
      {data && !empty ? (
        <>
          <DataTable
            caption={t("caption")}
            columns={columns}
            rows={data.items}
            rowId={(row) => row.id}
            stale={isPlaceholderData}
          />
          <Pagination
            firstHref={cursor === undefined ? null : "/accounts"}
            nextHref={data.nextCursor === null ? null : `/accounts?cursor=${data.nextCursor}`}
            summary={t("total", { number: formatNumber(data.total ?? 0) })}
          />
        </>
      ) : null}
      <AddAccountDialog open={adding} onOpenChange={setAdding} kenshinOrigin={kenshinOrigin} />
    </>
  );
}

function useColumns(): DataTableColumn<AccountSummaryDto>[] {
  const t = useTranslations("accounts");
  return [
    {
      ...{ id: "name", part: "title", header: t("columns.name") },
      cell: (row) => (
        <div className="grid gap-0.5">
          <TextLink href={`/accounts/${row.code}`}>{row.name}</TextLink>
          <span className="font-mono text-sm font-normal text-muted">{row.code}</span>
        </div>
      ),
    },
    {
      ...{ id: "grade", header: t("columns.grade"), width: "rows:w-44" },
      cell: (row) => (
        <div className="grid gap-0.5">
          <GradeBadge grade={row.grade} size="sm" />
          {row.waived === 0 ? null : (
            <span className="text-sm text-muted">{t("waived", { number: formatNumber(row.waived) })}</span>
          )}
        </div>
      ),
    },
    {
      ...{ id: "status", header: t("columns.status"), width: "rows:w-32" },
      cell: (row) => <ContractStatusBadge status={row.contractStatus} />,
    },
    {
      ...{ id: "operators", header: t("columns.operators"), align: "end", width: "rows:w-36" },
      cell: (row) => formatNumber(row.operators),
    },
    {
      ...{ id: "cannotLogIn", header: t("columns.cannotLogIn"), align: "end", width: "rows:w-44" },
      cell: (row) => <KeptOut row={row} />,
    },
    {
      ...{ id: "lastImport", header: t("columns.lastImport"), align: "end", width: "rows:w-36" },
      cell: (row) =>
        row.lastImportAt === null ? <span className="text-muted">{t("noImport")}</span> : formatDate(row.lastImportAt),
    },
  ];
}

/** How many cannot sign in, and how many besides may not. None found is no promise, so no "0" stands there. */
function KeptOut({ row: { cannotLogIn, mayBeKeptOut } }: { row: AccountSummaryDto }) {
  const t = useTranslations("preflight.perAccount");
  if (cannotLogIn + mayBeKeptOut === 0) return <span className="text-sm text-muted">{t("none")}</span>;
  return (
    <span className="inline-flex flex-wrap justify-end gap-x-2">
      {cannotLogIn === 0 ? null : (
        <strong className="text-danger">{t("blocking", { number: formatNumber(cannotLogIn) })}</strong>
      )}
      {mayBeKeptOut === 0 ? null : (
        <span className="text-warning">{t("suspected", { number: formatNumber(mayBeKeptOut) })}</span>
      )}
    </span>
  );
}
