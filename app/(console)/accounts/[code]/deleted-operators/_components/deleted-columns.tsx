"use client";

import { RotateCcw, Undo2, UserRoundPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { DataTableColumn } from "@/components/ui/data-table";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, type MenuEntry } from "@/components/ui/menu";
import { MORE_ICON } from "@/components/ui/more-icon";
import { StatusBadge } from "@/components/ui/status-badge";
import { TextLink } from "@/components/ui/text-link";
import type { WayBack } from "@/lib/client/deleted-operators";
import { formatDateTime } from "@/lib/i18n/formats";
import type { AccountRef } from "@/lib/schemas/account";
import type { DeletedOperatorDto } from "@/lib/schemas/operator";

/** What the owner is about to do with one row. */
export type DeletedRowAct = { readonly operator: DeletedOperatorDto; readonly act: WayBack | "undo-batch" };

type Ask = (act: DeletedRowAct) => void;

/** Who was deleted, when, why and by whom, and the way back. */
export function useDeletedColumns(account: AccountRef, onAsk: Ask): DataTableColumn<DeletedOperatorDto>[] {
  const t = useTranslations("deletedOperators");
  return [
    {
      id: "name",
      header: t("columns.name"),
      part: "title",
      cell: (row) => (
        <div className="grid justify-items-start gap-1.5">
          <span>{row.name === "" ? t("noName") : row.name}</span>
          {row.emailInUse ? <StatusBadge tone="warning">{t("emailInUse")}</StatusBadge> : null}
        </div>
      ),
    },
    {
      id: "email",
      header: t("columns.email"),
      cell: (row) => <span className="font-mono text-sm break-all">{row.email}</span>,
    },
    {
      id: "deletedAt",
      header: t("columns.deletedAt"),
      align: "end",
      cell: (row) => (row.deletedAt ? formatDateTime(row.deletedAt) : t("none")),
    },
    { id: "reason", header: t("columns.reason"), cell: (row) => <Reason row={row} account={account} /> },
    {
      id: "deletedBy",
      header: t("columns.deletedBy"),
      cell: (row) => <span className="wrap-anywhere">{row.deletedBy ?? t("none")}</span>,
      width: "rows:min-w-24",
    },
    {
      id: "actions",
      header: t("columns.actions"),
      part: "actions",
      cell: (row) => <RowActions row={row} account={account} onAsk={onAsk} />,
    },
  ];
}

function Reason({ row, account }: { row: DeletedOperatorDto; account: AccountRef }) {
  const t = useTranslations("deletedOperators");
  const { deletedBatch, deletedImport, deletedReason } = row;
  return (
    <div className="grid gap-0.5">
      <span>{deletedReason === null ? t("none") : t(`reasons.${deletedReason}`)}</span>
      {deletedBatch?.kind === "cleanup" ? (
        <TextLink className="text-sm" href={`/accounts/${account.code}/duplicate-emails`}>
          {t("fromCleanup", { at: formatDateTime(deletedBatch.createdAt) })}
        </TextLink>
      ) : null}
      {deletedImport ? (
        <TextLink className="text-sm" href={`/accounts/${account.code}/imports`}>
          {t("fromImport", { at: formatDateTime(deletedImport.createdAt) })}
        </TextLink>
      ) : null}
    </div>
  );
}

function RowActions({ row, account, onAsk }: { row: DeletedOperatorDto; account: AccountRef; onAsk: Ask }) {
  const t = useTranslations("deletedOperators");
  const name = row.name === "" ? row.email : row.name;
  const hosted = account.directory === "hosted";
  const entries = (): MenuEntry[] => [
    {
      key: "recreate",
      label: t("recreate"),
      icon: <UserRoundPlus aria-hidden />,
      onSelect: () => onAsk({ operator: row, act: "recreate" }),
    },
    ...(row.deletedBatch
      ? [
          {
            key: "undo-batch",
            label: t("undoBatch"),
            icon: <Undo2 aria-hidden />,
            onSelect: () => onAsk({ operator: row, act: "undo-batch" }),
          },
        ]
      : []),
  ];
  return (
    <span className="inline-flex items-center gap-1">
      <Button
        size="sm"
        icon={<RotateCcw aria-hidden />}
        aria-label={t("restoreWhom", { name })}
        className="whitespace-nowrap"
        onClick={() => onAsk({ operator: row, act: "restore" })}
      >
        {t("restore")}
      </Button>
      {hosted ? (
        <Menu trigger={<IconButton label={t("rowMenu", { name })} icon={MORE_ICON} />} entries={entries} />
      ) : null}
    </span>
  );
}
