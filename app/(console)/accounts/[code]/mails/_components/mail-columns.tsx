"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { DataTableColumn } from "@/components/ui/data-table";
import { StatusBadge, type StatusTone } from "@/components/ui/status-badge";
import { formatDateTime } from "@/lib/i18n/formats";
import type { MailDto, MailStatusDto } from "@/lib/schemas/mail";

const TONES: Readonly<Record<MailStatusDto, StatusTone>> = {
  queued: "info",
  sent: "success",
  kept: "warning",
  failed: "danger",
  withdrawn: "neutral",
};

export function useMailColumns(onOpen: (mail: MailDto) => void): DataTableColumn<MailDto>[] {
  const t = useTranslations("mails");
  return [
    {
      id: "recipient",
      header: t("columns.recipient"),
      part: "title",
      cell: ({ recipient, recipientName }) => (
        <span className="grid">
          <span>{recipientName === "" ? recipient : recipientName}</span>
          <span className="font-mono text-sm font-normal break-all">{recipient}</span>
        </span>
      ),
    },
    { id: "kind", header: t("columns.kind"), cell: ({ kind }) => t(`kinds.${kind}`) },
    { id: "status", header: t("columns.status"), cell: (row) => <MailState mail={row} /> },
    {
      id: "createdAt",
      header: t("columns.createdAt"),
      align: "end",
      cell: (row) => <span className="whitespace-nowrap">{formatDateTime(row.createdAt)}</span>,
    },
    {
      id: "actions",
      header: t("columns.actions"),
      part: "actions",
      cell: (row) => (
        <Button
          size="sm"
          className="whitespace-nowrap"
          onClick={() => onOpen(row)}
          aria-label={t("openWhose", { recipient: row.recipient })}
        >
          {t("open")}
        </Button>
      ),
    },
  ];
}

/** The state in a word, and below it what the owner may wonder about. */
export function MailState({ mail: { status, lastError, attempts, nextAttemptAt } }: { mail: MailDto }) {
  const t = useTranslations("mails");
  return (
    <span className="grid justify-items-start gap-1">
      <StatusBadge tone={TONES[status]}>{t(`statuses.${status}`)}</StatusBadge>
      {lastError === null ? null : <span className="text-sm text-muted">{t(`errors.${lastError}`)}</span>}
      {attempts > 0 && nextAttemptAt !== null && lastError !== null ? (
        <span className="text-sm text-muted">{t("nextTry", { time: formatDateTime(nextAttemptAt) })}</span>
      ) : null}
    </span>
  );
}
