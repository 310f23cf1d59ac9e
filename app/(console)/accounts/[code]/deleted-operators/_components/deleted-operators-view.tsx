"use client";

import { SearchX, UserRoundCheck } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { ProblemMessage } from "@/components/problem-message";
import { ButtonLink } from "@/components/ui/button-link";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { SearchField } from "@/components/ui/search-field";
import { SkeletonList } from "@/components/ui/skeleton";
import { deletedListHref, useDeletedOperators } from "@/lib/client/deleted-operators";
import { readOperatorListView } from "@/lib/client/operator-list-view";
import type { AccountRef } from "@/lib/schemas/account";
import type { DeletedOperatorDto } from "@/lib/schemas/operator";
import { BringBackDialog } from "./bring-back-dialog";
import { type DeletedRowAct, useDeletedColumns } from "./deleted-columns";
import { UndoBatchDialog } from "./undo-batch-dialog";
import { UtageRestoreDialog } from "./utage-restore-dialog";

const rowId = (row: DeletedOperatorDto) => row.id;

export function DeletedOperatorsView({ account }: { account: AccountRef }) {
  const t = useTranslations("deletedOperators");
  const path = `/accounts/${account.code}/deleted-operators`;
  const { query, cursor } = readOperatorListView(useSearchParams());
  const list = useDeletedOperators(account.code, { query, cursor });
  const [turning, startTurning] = useTransition();
  const stale = turning || list.isPlaceholderData;
  const [asked, setAsked] = useState<DeletedRowAct | null>(null);
  const router = useRouter();
  const columns = useDeletedColumns(account, setAsked);
  const close = () => setAsked(null);
  const pageHref = (to: string | null | undefined) => (to ? deletedListHref(path, { query, cursor: to }) : null);
  const items = list.data?.items ?? [];
  return (
    <>
      <PageHeader title={t("title")} lead={t(account.directory === "utage" ? "leadUtage" : "leadHosted")} />
      {list.data?.total === 0 && !query && !cursor ? null : (
        <SearchField
          className="mb-4"
          value={query ?? ""}
          found={stale ? undefined : (list.data?.total ?? undefined)}
          onSearch={(next) => startTurning(() => router.push(deletedListHref(path, { query: next })))}
          label={t("search")}
          placeholder={t("search")}
        />
      )}
      <ProblemMessage error={list.error} className="mb-4" />
      {list.data && items.length > 0 ? (
        <>
          <DataTable caption={t("caption")} columns={columns} rows={items} rowId={rowId} stale={stale} />
          <Pagination
            previousHref={pageHref(list.data.previousCursor)}
            nextHref={pageHref(list.data.nextCursor)}
            summary={t("total", { count: list.data.total ?? items.length })}
          />
        </>
      ) : null}
      {list.data && items.length === 0 ? <Nobody query={query} path={path} paged={cursor !== undefined} /> : null}
      {list.isPending ? <SkeletonList rows={8} /> : null}
      <Asked account={account} asked={asked} onClose={close} />
    </>
  );
}

interface AskedProps {
  account: AccountRef;
  asked: DeletedRowAct | null;
  onClose: () => void;
}

function Asked({ account, asked, onClose }: AskedProps) {
  if (!asked) return null;
  const { operator, act } = asked;
  const key = `${act} ${operator.id}`;
  if (act === "undo-batch")
    return <UndoBatchDialog key={key} account={account} operator={operator} onClose={onClose} />;
  if (account.directory === "utage") {
    return <UtageRestoreDialog key={key} account={account} operator={operator} onClose={onClose} />;
  }
  return <BringBackDialog key={key} account={account} operator={operator} way={act} onClose={onClose} />;
}

function Nobody({ query, path, paged }: { query: string | undefined; path: string; paged: boolean }) {
  const t = useTranslations("deletedOperators.nobody");
  if (paged) {
    return (
      <EmptyState
        title={t("pageGone")}
        actions={<ButtonLink href={deletedListHref(path, { query })}>{t("firstPage")}</ButtonLink>}
      />
    );
  }
  return query !== undefined ? (
    <EmptyState icon={<SearchX aria-hidden />} title={t("foundTitle")}>
      <p>{t("foundBody")}</p>
    </EmptyState>
  ) : (
    <EmptyState icon={<UserRoundCheck aria-hidden />} title={t("title")}>
      <p>{t("body")}</p>
    </EmptyState>
  );
}
