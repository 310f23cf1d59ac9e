"use client";

import { CircleCheck, FolderOpen } from "lucide-react";
import { useTranslations } from "next-intl";
import { ProblemMessage } from "@/components/problem-message";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { SkeletonList } from "@/components/ui/skeleton";
import { useCase, useOpenCase } from "@/lib/client/cases";
import { formatDateTime } from "@/lib/i18n/formats";
import type { AccountRef } from "@/lib/schemas/account";
import type { DiagnosisInput } from "@/lib/schemas/diagnosis";
import type { LoginCaseDto } from "@/lib/schemas/login-case";
import { CloseCase } from "./close-case";
import { ReadProblem } from "./read-problem";

interface CaseStripProps {
  account: AccountRef;
  question: DiagnosisInput;
  /** As the verdict says: the case that stands for the person; null: none. */
  caseId: string | null;
}

/** Whether the person is kept as a case, since when, and how it ended; above the verdict. */
export function CaseStrip({ account, question, caseId }: CaseStripProps) {
  if (caseId === null) return <NotKept code={account.code} question={question} />;
  return <Kept account={account} id={caseId} />;
}

const stripClass =
  "flex flex-wrap items-center justify-between gap-x-6 gap-y-2 rounded-8 border px-4 py-3 text-[0.9375rem]";

function NotKept({ code, question }: { code: string; question: DiagnosisInput }) {
  const t = useTranslations("diagnosis.cases");
  const open = useOpenCase(code);
  return (
    <div className={classNames(stripClass, "border-border bg-sunken")}>
      <p className="min-w-0 flex-1 basis-64">{t("notKept")}</p>
      <Button
        size="sm"
        icon={<FolderOpen aria-hidden />}
        pending={open.isPending}
        onClick={() => open.mutate(question)}
      >
        {t("keep")}
      </Button>
      <ProblemMessage error={open.error} className="basis-full" />
    </div>
  );
}

function Kept({ account, id }: { account: AccountRef; id: string }) {
  const { data, error, isFetching, refetch } = useCase(account.code, id);
  if (data === undefined && !error) return <SkeletonList rows={1} />;
  return (
    <>
      <ReadProblem error={error} isFetching={isFetching} refetch={refetch} />
      {data?.status === "open" ? <Open account={account} item={data} /> : null}
      {data?.status === "closed" ? <Settled item={data} /> : null}
    </>
  );
}

function Open({ account, item }: { account: AccountRef; item: LoginCaseDto }) {
  const t = useTranslations("diagnosis.cases");
  return (
    <div className={classNames(stripClass, "border-border bg-surface")}>
      <div className="grid min-w-0 flex-1 basis-64 gap-0.5">
        <p>
          <span className="font-bold">{t("statuses.open")}</span>
          {t("open", { at: formatDateTime(item.openedAt) })}
          {t("dot")}
          {t(`origins.${item.origin}`, { by: item.openedBy })}
        </p>
        <p className="text-sm text-muted">{t(`closes.${account.directory}`)}</p>
      </div>
      <CloseCase code={account.code} id={item.id} />
    </div>
  );
}

function Settled({ item: { closedAs, closedAt, closedBy } }: { item: LoginCaseDto }) {
  const t = useTranslations("diagnosis.cases");
  if (closedAs === null || closedAt === null) return null;
  return (
    <div role="status" className={classNames(stripClass, "justify-start border-success-line bg-success-soft")}>
      <CircleCheck aria-hidden className="size-5 text-success" />
      <p className="min-w-0 flex-1">
        <span className="font-bold">{t("statuses.closed")}</span>
        {t("colon")}
        {t(`closedAs.${closedAs}`, { by: closedBy ?? "", at: formatDateTime(closedAt) })}
      </p>
    </div>
  );
}
