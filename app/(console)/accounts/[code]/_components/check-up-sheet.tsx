"use client";

import { Printer } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ProblemMessage } from "@/components/problem-message";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { GradeBadge } from "@/components/ui/grade-badge";
import { PageHeader } from "@/components/ui/page-header";
import { Sheet } from "@/components/ui/sheet";
import { SkeletonList } from "@/components/ui/skeleton";
import { useHealth } from "@/lib/client/accounts";
import { formatDate, formatDateTime, formatNumber } from "@/lib/i18n/formats";
import type { HealthDto } from "@/lib/schemas/health";
import { CauseTable } from "./cause-table";
import { GradeLegend } from "./grade-legend";
import { RecordCheckUp } from "./record-check-up";
import { firstRemedy } from "./remedies";

interface SheetAccount {
  code: string;
  name: string;
  directory: "utage" | "hosted";
}

interface CheckUpSheetProps {
  account: SheetAccount;
  /** What the server has drawn, below the causes. */
  children?: ReactNode;
}

/** 健診結果: the contract's grade, its six causes, and the one thing to do first. */
export function CheckUpSheet({ account, children }: CheckUpSheetProps) {
  const t = useTranslations("health");
  const { data, error } = useHealth(account.code);
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={
          <>
            <RecordCheckUp code={account.code} variant="ghost" offerComparison />
            <Button
              variant="ghost"
              className="max-sm:hidden print:hidden"
              icon={<Printer aria-hidden />}
              onClick={() => globalThis.print()}
            >
              {t("print")}
            </Button>
          </>
        }
      />
      <ProblemMessage error={error} className="mb-4" />
      {data === undefined && !error ? <SkeletonList /> : null}
      {data ? (
        <div className="grid gap-6">
          <Overall health={data} account={account} />
          <CauseTable health={data} account={account} />
          <GradeLegend />
          {children}
        </div>
      ) : null}
    </>
  );
}

function Overall({ health, account }: { health: HealthDto; account: SheetAccount }) {
  const t = useTranslations("health");
  const first = firstRemedy(health, account.directory);
  const waived = health.causes.filter(({ waiver }) => waiver !== null).length;
  // Without operators there is little to examine, so bringing them in comes first.
  const empty = health.totals.operators === 0;
  const button = empty
    ? { path: "/imports", label: t("empty.action") }
    : first && { path: first.path, label: t(`remedies.${first.text}`) };
  return (
    <Sheet>
      <div className="grid gap-6 sm:grid-cols-[minmax(0,1fr)_minmax(0,18rem)] print:grid-cols-[minmax(0,1fr)_minmax(0,18rem)]">
        <div className="grid content-start gap-4">
          <h2 className="text-[0.9375rem] font-medium text-muted">{t("contractGrade")}</h2>
          <GradeBadge grade={health.grade} size="lg" />
          {waived === 0 ? null : <p className="font-medium">{t("waiver.excluded", { count: waived })}</p>}
          {/* A of nobody, or without what is waived, does not say that nothing was found. */}
          {(empty || waived > 0) && health.grade === "A" ? null : (
            <p className="max-w-prose [word-break:auto-phrase]">{t(`meanings.${health.grade ?? "none"}`)}</p>
          )}
          {empty ? (
            <div className="grid gap-1">
              <p className="font-bold">{t("empty.title")}</p>
              <p className="max-w-prose text-muted">{t("empty.body")}</p>
            </div>
          ) : null}
          {button ? (
            <ButtonLink
              href={`/accounts/${account.code}${button.path}`}
              variant="primary"
              className="justify-self-start max-sm:w-full print:hidden"
            >
              {button.label}
            </ButtonLink>
          ) : null}
        </div>
        <SheetFacts health={health} account={account} />
      </div>
    </Sheet>
  );
}

function SheetFacts({ health, account }: { health: HealthDto; account: SheetAccount }) {
  const t = useTranslations("health");
  const { operators, lastImportAt } = health.totals;
  const facts = [
    ["account", account.name],
    [
      "code",
      <span key="code" className="font-mono text-[0.9375rem]">
        {account.code}
      </span>,
    ],
    ["checkedAt", formatDateTime(health.checkedAt)],
    ...(account.directory === "hosted" && lastImportAt === null
      ? []
      : [["lastImport", lastImportAt === null ? t("facts.never") : formatDate(lastImportAt)] as const]),
    ["operators", t("countOperators", { number: formatNumber(operators) })],
  ] as const;
  return (
    <dl className="grid self-start divide-y divide-border border-y border-border text-[0.9375rem]">
      {facts.map(([key, value]) => (
        <div key={key} className="flex flex-wrap justify-between gap-x-4 py-2">
          <dt className="text-muted">{t(`facts.${key}`)}</dt>
          <dd className="font-medium tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
