"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useProblemText } from "@/components/problem-message";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Notice } from "@/components/ui/notice";
import { Sheet } from "@/components/ui/sheet";
import { ApiError } from "@/lib/client/api-error";
import type { HandedInList } from "@/lib/client/imports";
import { EncodingSelect } from "./encoding-select";
import { ListProblem } from "./list-problem";
import { PreviewTable } from "./preview-table";
import type { DraftImport, ReadList } from "./use-draft-import";

interface ListPreviewProps {
  draft: DraftImport;
  read: ReadList;
  directory: "utage" | "hosted";
  onStarted: (id: string) => void;
}

/** Step 2: how the list was read, what can be corrected about that, and whether it names everybody. */
export function ListPreview({ draft, read, directory, onStarted }: ListPreviewProps) {
  const t = useTranslations("imports.look");
  const { preview, roles } = read;
  const hasEmail = roles.includes("email");
  const begin = () => {
    if (hasEmail && !draft.preview.isPending) draft.startImport(onStarted);
  };
  return (
    <Sheet title={t("title")} lead={t("lead")}>
      <ListFacts draft={draft} read={read} />
      {preview.rows.length === 0 ? (
        <Notice tone="warning">{t("noRows")}</Notice>
      ) : (
        <PreviewTable preview={preview} roles={roles} onChange={draft.setRoles} />
      )}
      <DeletedLeftOut read={read} />
      {hasEmail ? null : (
        <Notice tone="warning" role="alert">
          {t("emailNeeded")}
        </Notice>
      )}
      <Checkbox
        label={t("complete")}
        hint={t(`completeHint.${directory}`)}
        checked={draft.complete}
        onChange={(event) => draft.setComplete(event.target.checked)}
      />
      <ListProblem error={draft.start.error} onRetry={begin} />
      <div className="grid grid-cols-2 gap-3 sm:flex sm:justify-end">
        <Button onClick={() => draft.look(false)} disabled={draft.start.isPending}>
          {t("back")}
        </Button>
        <Button variant="primary" onClick={begin} disabled={!hasEmail} pending={draft.start.isPending}>
          {t("start")}
        </Button>
      </div>
    </Sheet>
  );
}

/** An export of everybody names the deleted too, and they are not brought back by it. */
function DeletedLeftOut({ read: { preview, roles } }: { read: ReadList }) {
  const t = useTranslations("imports.look");
  const { statusColumn, columns } = preview;
  if (statusColumn === null || roles[statusColumn] !== null) return null;
  return <Notice>{t("deletedLeftOut", { column: columns[statusColumn]?.label ?? "" })}</Notice>;
}

function ListFacts({ draft, read }: { draft: DraftImport; read: ReadList }) {
  const t = useTranslations("imports.look");
  const problemText = useProblemText();
  const { list, encoding, preview } = read;
  const { error, variables } = draft.preview;
  const isUnfit = error instanceof ApiError && error.code === "undecodable";
  const unfit = isUnfit
    ? t("encodingUnfit", { encoding: t(`encodings.${variables?.encoding ?? "auto"}`) })
    : error
      ? problemText(error).text
      : undefined;
  return (
    <div className="grid gap-4 sm:grid-cols-[1fr_minmax(14rem,20rem)] sm:items-start">
      <dl className="grid content-start gap-x-6 gap-y-2 sm:grid-cols-[auto_1fr]">
        <Fact term={t("source")}>
          <span className="wrap-anywhere">{useListName(list)}</span>
        </Fact>
        <Fact term={t("format")}>{t(`formats.${preview.format}`)}</Fact>
      </dl>
      {list.kind === "file" && preview.format !== "xlsx" ? (
        <EncodingSelect
          label={t("encoding")}
          hint={t("encodingHint")}
          value={encoding}
          guessed={preview.encodingGuessed ? preview.encoding : undefined}
          disabled={draft.preview.isPending}
          // A choice that does not fit is told here, and what was read before stays.
          error={unfit}
          onChange={(next) => draft.readList(list, next)}
        />
      ) : null}
    </div>
  );
}

function useListName(list: HandedInList): string {
  const t = useTranslations("imports.look");
  if (list.kind === "file") return list.file.name;
  return list.contentType === "text/html" ? t("pastedTable") : t("pastedText");
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="contents">
      <dt className="text-[0.9375rem] text-muted">{term}</dt>
      <dd className="min-w-0 font-medium">{children}</dd>
    </div>
  );
}
