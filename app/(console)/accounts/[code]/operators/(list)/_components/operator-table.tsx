"use client";

import { KeyRound, SearchX, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import { SelectionBar } from "@/components/ui/selection-bar";
import { TextLink } from "@/components/ui/text-link";
import { type OperatorListView, operatorListHref } from "@/lib/client/operator-list-view";
import { OPERATOR_SORTS } from "@/lib/domain/operator-list";
import { formatNumber } from "@/lib/i18n/formats";
import type { AccountRef } from "@/lib/schemas/account";
import type { OperatorListDto, OperatorRowDto } from "@/lib/schemas/operator";
import type { DeleteTarget } from "./delete-dialog";
import { useOperatorColumns } from "./operator-columns";
import type { SelectionTarget, useOperatorSelection } from "./use-operator-selection";

interface OperatorTableProps {
  account: AccountRef;
  path: string;
  view: OperatorListView;
  list: OperatorListDto;
  stale: boolean;
  selection: ReturnType<typeof useOperatorSelection>;
  onEdit: (operator: OperatorRowDto) => void;
  onReset: (target: SelectionTarget) => void;
  onDelete: (target: DeleteTarget) => void;
}

const rowId = (row: OperatorRowDto) => row.id;

/** One page of the list with its selection, and the way to the pages around it. */
export function OperatorTable(props: OperatorTableProps) {
  const { account, path, view, list, stale, selection, onEdit, onReset, onDelete } = props;
  const t = useTranslations("operators");
  const columns = useOperatorColumns({
    account,
    onEdit,
    onReset,
    onDelete,
    showDeletion: view.status !== "active",
    mixed: view.status === "all",
  });
  const total = list.total ?? list.items.length;
  const table = useRef<HTMLDivElement>(null);
  if (list.items.length === 0) return <NobodyFound path={path} view={view} />;
  const pageHref = (cursor: string | null | undefined) => (cursor ? operatorListHref(path, { ...view, cursor }) : null);
  return (
    <>
      {view.status === "deleted" ? (
        <p className="mb-3 text-[0.9375rem]">
          <TextLink href={`/accounts/${account.code}/deleted-operators`}>{t("toDeleted")}</TextLink>
        </p>
      ) : null}
      <div ref={table}>
        <DataTable
          caption={t("caption")}
          columns={columns}
          rows={list.items}
          rowId={rowId}
          stale={stale}
          sort={{
            value: view.sort,
            hrefFor: (wanted) => {
              const sort = OPERATOR_SORTS.find((known) => known === wanted) ?? view.sort;
              return operatorListHref(path, { ...view, sort, cursor: undefined });
            },
          }}
          selection={
            view.status === "deleted"
              ? undefined
              : {
                  selected: selection.matching ? new Set(list.items.map(rowId)) : selection.ids,
                  onChange: (ids) => selection.select(ids, list.items),
                  nameOf: (row) => (row.name === "" ? row.email : row.name),
                  canSelect: (row) => row.status === "active",
                }
          }
        />
      </div>
      <Pagination
        previousHref={pageHref(list.previousCursor)}
        nextHref={pageHref(list.nextCursor)}
        summary={t("total", { number: formatNumber(total) })}
      />
      <OperatorSelectionBar
        view={view}
        total={total}
        selection={selection}
        onClear={() => {
          // The bar goes with the selection: the focus goes back to where one begins to select.
          table.current?.querySelector<HTMLElement>("thead input")?.focus({ preventScroll: true });
          selection.clear();
        }}
        onReset={onReset}
        onDelete={onDelete}
        account={account}
      />
    </>
  );
}

type BarProps = Pick<OperatorTableProps, "view" | "selection" | "onReset" | "onDelete" | "account"> & {
  total: number;
  onClear: () => void;
};

function OperatorSelectionBar({ view, total, selection, onClear, onReset, onDelete, account }: BarProps) {
  const t = useTranslations("operators");
  const { chosen, matching } = selection;
  // Deleted operators cannot be deleted again, so "all that match" is offered only where all of them are active.
  const target: SelectionTarget = matching
    ? { kind: "matching", count: total }
    : { kind: "chosen", operators: [...chosen.values()] };
  const offerAll = !matching && view.status === "active" && chosen.size > 1 && chosen.size < total;
  return (
    <SelectionBar
      count={matching ? total : chosen.size}
      onClear={onClear}
      more={
        offerAll
          ? { label: t("selectMatching", { number: formatNumber(total) }), onSelect: selection.selectMatching }
          : undefined
      }
    >
      {/* "All that match" with a status of all would count deleted ones too, who cannot have a link. */}
      {matching && view.status !== "active" ? null : (
        <Button size="sm" icon={<KeyRound aria-hidden />} onClick={() => onReset(target)}>
          {t(account.directory === "utage" ? "resetMessage.menu" : "bulkReset.button")}
        </Button>
      )}
      <Button variant="danger" size="sm" icon={<Trash2 aria-hidden />} onClick={() => onDelete(target)}>
        {account.directory === "utage" ? t("addToDeletionList") : t("delete")}
      </Button>
    </SelectionBar>
  );
}

function NobodyFound({ path, view }: { path: string; view: OperatorListView }) {
  const t = useTranslations("operators.notFound");
  const filtered = view.query !== undefined || view.duplicates !== undefined;
  if (view.cursor) {
    return (
      <EmptyState
        title={t("pageGone")}
        actions={
          <ButtonLink href={operatorListHref(path, { ...view, cursor: undefined })}>{t("firstPage")}</ButtonLink>
        }
      />
    );
  }
  return (
    <EmptyState
      icon={<SearchX aria-hidden />}
      title={filtered ? t("title") : t("nobody")}
      actions={
        filtered ? <ButtonLink href={operatorListHref(path, { status: view.status })}>{t("clear")}</ButtonLink> : null
      }
    >
      {filtered ? <p>{t("body")}</p> : null}
    </EmptyState>
  );
}
