import { useTranslations } from "next-intl";
import { DataTable, type DataTableColumn } from "@/components/ui/data-table";
import { GradeBadge } from "@/components/ui/grade-badge";
import { TextLink } from "@/components/ui/text-link";
import { formatDateTime, formatNumber } from "@/lib/i18n/formats";
import type { CheckUpDto } from "@/lib/schemas/check-up";
import { comparisonHref } from "./comparison-href";

/** Every check-up that is kept, the newest first. */
export function CheckUpHistory({ code, checkUps }: { code: string; checkUps: readonly CheckUpDto[] }) {
  const t = useTranslations("checkUps.history");
  const columns = useColumns(code);
  return (
    <section className="grid gap-3">
      <h2 className="text-lg">{t("title")}</h2>
      <DataTable caption={t("title")} columns={columns} rows={checkUps} rowId={(row) => row.id} />
    </section>
  );
}

function useColumns(code: string): DataTableColumn<CheckUpDto>[] {
  const t = useTranslations("checkUps.history");
  const origins = useTranslations("checkUps.origins");
  const hrefOf = (before: string) =>
    comparisonHref(code, { before, after: "now", cause: undefined, change: undefined });
  return [
    {
      ...{ id: "recordedAt", part: "title", header: t("columns.recordedAt") },
      cell: (row) => <span className="whitespace-nowrap tabular-nums">{formatDateTime(row.recordedAt)}</span>,
    },
    { ...{ id: "grade", header: t("columns.grade") }, cell: (row) => <GradeBadge grade={row.grade} size="sm" /> },
    {
      ...{ id: "causes", header: t("columns.causes") },
      cell: (row) => <Letters checkUp={row} />,
    },
    {
      ...{ id: "operators", header: t("columns.operators"), align: "end", width: "rows:whitespace-nowrap" },
      cell: (row) => formatNumber(row.operators),
    },
    {
      ...{ id: "origin", header: t("columns.origin"), width: "rows:min-w-28" },
      cell: ({ origin, recordedBy }) => (
        <span className="wrap-anywhere">{origins(origin, { name: recordedBy ?? "" })}</span>
      ),
    },
    {
      ...{ id: "compare", part: "actions", header: t("columns.compare") },
      cell: (row) => (
        <TextLink
          href={hrefOf(row.id)}
          scroll
          className="inline-flex min-h-6 items-center whitespace-nowrap cards:min-h-11"
        >
          {t("compare")}
        </TextLink>
      ),
    },
  ];
}

/** The six letters in two lines; the sheet has their words. */
function Letters({ checkUp }: { checkUp: CheckUpDto }) {
  const causes = useTranslations("health.causes");
  return (
    <ul className="inline-grid grid-cols-3 gap-x-2.5 gap-y-1 tabular-nums">
      {checkUp.causes.map(({ slug, grade }) => (
        <li key={slug} className="inline-flex items-center gap-0.5 whitespace-nowrap">
          <span className="text-muted">{causes(`${slug}.mark`)}</span>
          <GradeBadge grade={grade} size="sm" hideMeaning />
        </li>
      ))}
    </ul>
  );
}
