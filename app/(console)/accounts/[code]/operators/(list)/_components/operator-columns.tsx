"use client";

import { KeyRound, Pencil, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { DataTableColumn } from "@/components/ui/data-table";
import { IconButton } from "@/components/ui/icon-button";
import { Link } from "@/components/ui/link";
import { Menu } from "@/components/ui/menu";
import { MORE_ICON } from "@/components/ui/more-icon";
import { StatusBadge } from "@/components/ui/status-badge";
import { TextLink } from "@/components/ui/text-link";
import { formatDate, formatTime } from "@/lib/i18n/formats";
import type { OperatorRowDto } from "@/lib/schemas/operator";
import type { DeleteTarget } from "./delete-dialog";
import type { SelectionTarget } from "./use-operator-selection";

/** What cells say things with. Made once for the list: translators of each row's own took 7 % of rendering the page. */
type Words = ReturnType<typeof useTranslations<"operators">>;

interface ColumnOptions {
  account: { code: string; directory: "utage" | "hosted" };
  onEdit: (operator: OperatorRowDto) => void;
  onReset: (target: SelectionTarget) => void;
  onDelete: (target: DeleteTarget) => void;
  showDeletion: boolean;
  /** Active and deleted ones stand side by side, so that each deleted one has to say so. */
  mixed: boolean;
}

/** The columns of the list, the same ones until an option changes: with new ones every row would be rendered again. */
export function useOperatorColumns(options: ColumnOptions): readonly DataTableColumn<OperatorRowDto>[] {
  const t = useTranslations("operators");
  const { account, onEdit, onReset, onDelete, showDeletion, mixed } = options;
  return useMemo(
    () => columnsOf(t, { account, onEdit, onReset, onDelete, showDeletion, mixed }),
    [t, account, onEdit, onReset, onDelete, showDeletion, mixed],
  );
}

/** What only one kind of contract knows stands only there. */
function columnsOf(t: Words, options: ColumnOptions): readonly DataTableColumn<OperatorRowDto>[] {
  const { account, showDeletion } = options;
  const none = <span className="text-muted">{t("none")}</span>;
  const utage = account.directory === "utage";
  return [
    {
      id: "name",
      header: t("columns.name"),
      part: "title",
      sortKey: "name",
      cell: (row) => <NameCell row={row} account={account} mixed={options.mixed} t={t} />,
    },
    {
      id: "email",
      header: t("columns.email"),
      sortKey: "email",
      cell: (row) => <span className="font-mono text-sm break-all">{row.email}</span>,
    },
    {
      id: "permissions",
      header: t("columns.permissions"),
      cell: (row) => (row.permissions.length === 0 ? none : <Permissions names={row.permissions} t={t} />),
    },
    {
      id: "registeredOn",
      header: t("columns.registeredOn"),
      sortKey: "registeredOn",
      align: "end",
      cell: (row) => (row.registeredOn ? <Day on={row.registeredOn} /> : none),
    },
    {
      id: "lastLoginAt",
      header: t("columns.lastLoginAt"),
      sortKey: "lastLoginAt",
      align: "end",
      cell: (row) => (row.lastLoginAt ? <Moment at={row.lastLoginAt} /> : none),
    },
    ...(showDeletion
      ? [
          {
            id: "deletedAt",
            header: t("columns.deletedAt"),
            sortKey: "deletedAt",
            align: "end" as const,
            cell: (row: OperatorRowDto) => (row.deletedAt ? <Moment at={row.deletedAt} /> : none),
          },
        ]
      : []),
    ...(utage && !showDeletion
      ? [
          {
            id: "lastConfirmedAt",
            header: t("columns.lastConfirmedAt"),
            align: "end" as const,
            cell: (row: OperatorRowDto) => (row.lastConfirmedAt ? <Day on={row.lastConfirmedAt} /> : none),
          },
        ]
      : []),
    {
      id: "actions",
      header: t("columns.actions"),
      part: "actions",
      cell: (row) => <RowMenu row={row} t={t} {...options} />,
    },
  ];
}

function Day({ on }: { on: string }) {
  return <span className="whitespace-nowrap">{formatDate(on)}</span>;
}

/** Where a column is narrow the time goes below the day; neither is ever cut in two. */
function Moment({ at }: { at: string }) {
  return (
    <>
      <Day on={at} /> <span className="whitespace-nowrap">{formatTime(at)}</span>
    </>
  );
}

type CellProps = { row: OperatorRowDto; t: Words };

function NameCell({ row, account, mixed, t }: CellProps & Pick<ColumnOptions, "account" | "mixed">) {
  const unset = account.directory === "hosted" && !row.passwordSet && row.status === "active";
  return (
    <div className="grid justify-items-start gap-1.5">
      <TextLink href={`/accounts/${account.code}/operators/${row.id}`}>
        {row.name === "" ? t("noName") : row.name}
      </TextLink>
      <span className="flex flex-wrap gap-1.5 empty:hidden">
        {row.duplicates ? (
          <Link href={`/accounts/${account.code}/duplicate-emails`} className="rounded-4 no-underline">
            <StatusBadge tone={row.duplicates === "same" ? "danger" : "warning"}>
              {t(`badges.${row.duplicates}`)}
            </StatusBadge>
          </Link>
        ) : null}
        {unset ? <StatusBadge tone="warning">{t("badges.passwordUnset")}</StatusBadge> : null}
        {mixed && row.status === "deleted" ? <StatusBadge>{t("badges.deleted")}</StatusBadge> : null}
      </span>
    </div>
  );
}

function Permissions({ names, t }: { names: readonly string[]; t: Words }) {
  return (
    <span className="text-sm wrap-anywhere [word-break:auto-phrase]" title={names.join(t("permissionsSeparator"))}>
      {names.length === 1 ? names[0] : t("permissionsMore", { first: names[0] ?? "", count: names.length - 1 })}
    </span>
  );
}

function RowMenu({ row, account, onEdit, onReset, onDelete, t }: CellProps & ColumnOptions) {
  if (row.status === "deleted") return null;
  return (
    <Menu
      trigger={<IconButton label={t("rowMenu", { name: row.name === "" ? row.email : row.name })} icon={MORE_ICON} />}
      entries={() => [
        { key: "edit", label: t("edit"), icon: <Pencil aria-hidden />, onSelect: () => onEdit(row) },
        {
          key: "reset",
          label: t(account.directory === "utage" ? "resetMessage.menu" : "resetLink.menu"),
          icon: <KeyRound aria-hidden />,
          onSelect: () => onReset({ kind: "chosen", operators: [row] }),
        },
        {
          key: "delete",
          label: account.directory === "utage" ? t("addToDeletionList") : t("delete"),
          icon: <Trash2 aria-hidden />,
          tone: "danger",
          onSelect: () => onDelete({ kind: "chosen", operators: [row] }),
        },
      ]}
    />
  );
}
