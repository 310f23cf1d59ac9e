"use client";

import { useTranslations } from "next-intl";
import { ProblemMessage } from "@/components/problem-message";
import { DataTable, type DataTableColumn } from "@/components/ui/data-table";
import { ShowMore } from "@/components/ui/pagination";
import { Sheet } from "@/components/ui/sheet";
import { SkeletonList } from "@/components/ui/skeleton";
import { Tabs } from "@/components/ui/tabs";
import { TextLink } from "@/components/ui/text-link";
import { useImportChanges } from "@/lib/client/imports";
import { IMPORT_CHANGE_KINDS, type ImportChangeKind } from "@/lib/domain/import/changes";
import type { ImportChangeDto, ImportDto } from "@/lib/schemas/import";
import { FieldChanges } from "./field-changes";

/** Who was added, changed (before → after) and gone, each as a list that grows. */
export function ImportChanges({ code, data }: { code: string; data: ImportDto }) {
  const t = useTranslations("imports");
  const kinds = IMPORT_CHANGE_KINDS.filter((kind) => data[kind] > 0);
  return (
    <Sheet title={t("changes.title")}>
      <Tabs
        label={t("changes.title")}
        items={kinds.map((kind) => ({
          value: kind,
          label: t("changes.tab", { label: t(`counts.${kind}`), count: data[kind] }),
          content: <ChangeList code={code} id={data.id} kind={kind} />,
        }))}
      />
    </Sheet>
  );
}

function ChangeList({ code, id, kind }: { code: string; id: string; kind: ImportChangeKind }) {
  const t = useTranslations("imports.changes");
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useImportChanges(code, id, kind);
  const columns = useColumns(kind);
  const rows = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <div className="grid gap-4">
      {kind === "missing" ? (
        <TextLink href={`/accounts/${code}/deleted-operators`} className="justify-self-start">
          {t("restoreLink")}
        </TextLink>
      ) : null}
      <ProblemMessage error={error} />
      {data === undefined && !error ? <SkeletonList rows={3} /> : null}
      {rows.length > 0 ? (
        <DataTable caption={t(kind)} columns={columns} rows={rows} rowId={(row) => row.operatorId} />
      ) : null}
      {data && rows.length === 0 ? <p className="text-muted">{t("noneOf")}</p> : null}
      {hasNextPage ? <ShowMore pending={isFetchingNextPage} onClick={() => void fetchNextPage()} /> : null}
    </div>
  );
}

function useColumns(kind: ImportChangeKind): DataTableColumn<ImportChangeDto>[] {
  const t = useTranslations("imports.changes");
  return [
    {
      ...{ id: "name", part: "title", header: t("fields.name"), width: "rows:w-1/5" },
      cell: ({ name }) => (name === "" ? <span className="font-normal text-muted">{t("unnamed")}</span> : name),
    },
    { id: "email", header: t("fields.email"), cell: ({ email }) => <span className="wrap-anywhere">{email}</span> },
    ...(kind === "updated"
      ? [
          {
            ...{ id: "change", header: t("title"), width: "rows:w-2/5" },
            cell: (row: ImportChangeDto) => <FieldChanges before={row.before} after={row.after} />,
          },
        ]
      : []),
  ];
}
