"use client";

import { useTranslations } from "next-intl";
import { ProblemMessage } from "@/components/problem-message";
import { DataTable, type DataTableColumn } from "@/components/ui/data-table";
import { ShowMore } from "@/components/ui/pagination";
import { SkeletonList } from "@/components/ui/skeleton";
import { TextLink } from "@/components/ui/text-link";
import { useImports } from "@/lib/client/imports";
import { formatDateTime, formatNumber } from "@/lib/i18n/formats";
import type { ImportDto } from "@/lib/schemas/import";
import { ImportStatusBadge } from "./import-status-badge";

const COUNTS = ["added", "updated", "missing", "rejectedCount"] as const;

/** Every import of the contract, newest first; each opens at its own address. */
export function ImportHistory({ code, shown }: { code: string; shown: string | null }) {
  const t = useTranslations("imports.history");
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useImports(code);
  const columns = useColumns(code, shown);
  const rows = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section className="grid gap-3">
      <h2 className="text-lg">{t("title")}</h2>
      <ProblemMessage error={error} />
      {data === undefined && !error ? <SkeletonList /> : null}
      {data && rows.length === 0 ? <p className="text-muted">{t("empty")}</p> : null}
      {rows.length > 0 ? (
        <DataTable caption={t("caption")} columns={columns} rows={rows} rowId={(row) => row.id} />
      ) : null}
      {hasNextPage ? <ShowMore pending={isFetchingNextPage} onClick={() => void fetchNextPage()} /> : null}
    </section>
  );
}

function useColumns(code: string, shown: string | null): DataTableColumn<ImportDto>[] {
  const t = useTranslations("imports");
  const none = useTranslations("format")("none");
  const known = ({ status }: ImportDto) => status === "done" || status === "needs_confirmation";
  const countOf = (row: ImportDto, key: (typeof COUNTS)[number]) =>
    known(row) && (key !== "missing" || row.complete) ? formatNumber(row[key]) : none;
  return [
    {
      ...{ id: "at", part: "title", header: t("history.at") },
      cell: (row) => (
        <span className="grid justify-items-start tabular-nums">
          <TextLink
            href={`/accounts/${code}/imports?import=${row.id}`}
            className="whitespace-nowrap"
            aria-current={row.id === shown ? "true" : undefined}
          >
            {formatDateTime(row.createdAt)}
          </TextLink>
          {row.id === shown ? <span className="text-sm font-normal text-muted">{t("history.current")}</span> : null}
        </span>
      ),
    },
    {
      ...{ id: "list", header: t("history.list"), width: "rows:w-1/3" },
      cell: (row) => <span className="wrap-anywhere">{row.fileName ?? t("one.pasted")}</span>,
    },
    {
      ...{ id: "by", header: t("history.by"), width: "rows:min-w-28" },
      cell: (row) => <span className="wrap-anywhere">{row.createdBy}</span>,
    },
    { id: "status", header: t("history.status"), cell: (row) => <ImportStatusBadge status={row.status} /> },
    ...COUNTS.map(
      (key): DataTableColumn<ImportDto> => ({
        ...{
          id: key,
          align: "end",
          width: "rows:whitespace-nowrap",
          header: t(`counts.${key === "rejectedCount" ? "rejected" : key}`),
        },
        cell: (row) => <span className="whitespace-nowrap">{countOf(row, key)}</span>,
      }),
    ),
  ];
}
