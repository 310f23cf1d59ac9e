"use client";

import { KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { ProblemMessage } from "@/components/problem-message";
import { ButtonLink } from "@/components/ui/button-link";
import { DataTable, type DataTableColumn } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { SkeletonList } from "@/components/ui/skeleton";
import { StatusBadge } from "@/components/ui/status-badge";
import { TextLink } from "@/components/ui/text-link";
import { usePasswordResets } from "@/lib/client/password-resets";
import { isUsable } from "@/lib/domain/password-reset";
import { formatDateTime } from "@/lib/i18n/formats";
import type { AccountRef } from "@/lib/schemas/account";
import type { PasswordResetDto } from "@/lib/schemas/password-reset";
import { LockedOperators } from "./locked-operators";

const TONES = { sent: "info", opened: "info", used: "success", replaced: "neutral", expired: "neutral" } as const;

interface PasswordResetsProps {
  account: AccountRef;
  cursor: string | undefined;
}

/** ④: the reset links that were made and what became of each. */
export function PasswordResets({ account, cursor }: PasswordResetsProps) {
  const t = useTranslations("passwordResets");
  if (account.directory === "utage") return <OnUtage code={account.code} />;
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      <LockedOperators code={account.code} />
      <ResetList code={account.code} cursor={cursor} />
    </>
  );
}

function OnUtage({ code }: { code: string }) {
  const t = useTranslations("passwordResets");
  return (
    <>
      <PageHeader title={t("title")} />
      <Notice title={t("utageTitle")}>
        <p>{t("utageBody")}</p>
        <p>
          <TextLink href={`/accounts/${code}/login-page`}>{t("utageLink")}</TextLink>
        </p>
      </Notice>
    </>
  );
}

function ResetList({ code, cursor }: { code: string; cursor: string | undefined }) {
  const t = useTranslations("passwordResets");
  const { data, error, isPlaceholderData } = usePasswordResets(code, cursor);
  const columns = useColumns(code);
  const path = `/accounts/${code}/password-resets`;
  if (data?.items.length === 0) {
    return (
      <EmptyState
        icon={<KeyRound aria-hidden />}
        title={t("empty")}
        actions={
          <ButtonLink variant="primary" href={`/accounts/${code}/operators`}>
            {t("toOperators")}
          </ButtonLink>
        }
      >
        <p>{t("emptyBody")}</p>
      </EmptyState>
    );
  }
  return (
    <>
      <ProblemMessage error={error} className="mb-4" />
      {data === undefined && !error ? <SkeletonList /> : null}
      {data ? (
        <>
          <DataTable
            caption={t("title")}
            columns={columns}
            rows={data.items}
            rowId={(row) => row.id}
            stale={isPlaceholderData}
          />
          <Pagination
            firstHref={cursor === undefined ? null : path}
            nextHref={data.nextCursor === null ? null : `${path}?cursor=${data.nextCursor}`}
          />
        </>
      ) : null}
    </>
  );
}

function useColumns(code: string): DataTableColumn<PasswordResetDto>[] {
  const t = useTranslations("passwordResets");
  return [
    {
      id: "operator",
      header: t("columns.operator"),
      part: "title",
      cell: ({ operator }) => (
        <span className="grid">
          <TextLink href={`/accounts/${code}/operators/${operator.id}`} className="justify-self-start">
            {operator.name === "" ? operator.email : operator.name}
          </TextLink>
          <span className="font-mono text-sm font-normal break-all">{operator.email}</span>
        </span>
      ),
    },
    {
      id: "state",
      header: t("columns.state"),
      cell: ({ state, mail }) => (
        <span className="grid justify-items-start gap-1">
          <StatusBadge tone={TONES[state]}>{t(`states.${state}`)}</StatusBadge>
          {mail === null || mail === "sent" || !isUsable(state) ? null : (
            <TextLink href={`/accounts/${code}/mails`} className="text-sm">
              {t(`mails.${mail}`)}
            </TextLink>
          )}
        </span>
      ),
    },
    { id: "createdAt", header: t("columns.createdAt"), align: "end", cell: (row) => formatDateTime(row.createdAt) },
    { id: "expiresAt", header: t("columns.expiresAt"), align: "end", cell: (row) => formatDateTime(row.expiresAt) },
    {
      id: "by",
      header: t("columns.by"),
      cell: ({ createdByName, delivery }) => (
        <span className="grid">
          <span className="wrap-anywhere">{createdByName ?? t("byOperator")}</span>
          <span className="text-sm text-muted">{t(`deliveries.${delivery}`)}</span>
        </span>
      ),
    },
  ];
}
