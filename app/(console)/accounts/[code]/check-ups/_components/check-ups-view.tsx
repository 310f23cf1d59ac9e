"use client";

import { ClipboardPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { ProblemMessage } from "@/components/problem-message";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { SkeletonList } from "@/components/ui/skeleton";
import { type ComparisonView, useCheckUps } from "@/lib/client/check-ups";
import { RecordCheckUp } from "../../_components/record-check-up";
import { CheckUpHistory } from "./check-up-history";
import { ComparisonSheet } from "./comparison-sheet";

interface CheckUpsViewProps {
  code: string;
  /** null: no check-up is kept yet. */
  view: ComparisonView | null;
}

/** The check-ups that were kept, and any two of them side by side: what is new, fixed and back again. */
export function CheckUpsView({ code, view }: CheckUpsViewProps) {
  const t = useTranslations("checkUps");
  const { data, error } = useCheckUps(code);
  const button = <RecordCheckUp code={code} variant="primary" />;
  const first = view?.before ?? data?.items[0]?.id;
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} actions={data?.items.length === 0 ? undefined : button} />
      <ProblemMessage error={error} className="mb-4" />
      {data === undefined && !error ? <SkeletonList /> : null}
      {data?.items.length === 0 ? (
        <EmptyState icon={<ClipboardPlus aria-hidden />} title={t("empty.title")} actions={button}>
          {t("empty.body")}
        </EmptyState>
      ) : null}
      {data && first !== undefined ? (
        <div className="grid gap-6">
          <ComparisonSheet
            code={code}
            checkUps={data.items}
            view={view ?? { before: first, after: "now", cause: undefined, change: undefined }}
          />
          <CheckUpHistory code={code} checkUps={data.items} />
        </div>
      ) : null}
    </>
  );
}
