"use client";

import { UsersRound } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { ProblemMessage } from "@/components/problem-message";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { loadLater } from "@/components/ui/load-later";
import { PageHeader } from "@/components/ui/page-header";
import { SkeletonList } from "@/components/ui/skeleton";
import { TextLink } from "@/components/ui/text-link";
import { useOnceTrue } from "@/components/ui/use-once-true";
import { operatorListHref, readOperatorListView } from "@/lib/client/operator-list-view";
import { useOperatorList } from "@/lib/client/operators";
import type { AccountRef } from "@/lib/schemas/account";
import type { OperatorRowDto } from "@/lib/schemas/operator";
import { AddOperator } from "./add-operator";
import { ExportMenu } from "./export-menu";
import { OperatorTable } from "./operator-table";
import { OperatorToolbar } from "./operator-toolbar";
import { useDeletion } from "./use-deletion";
import { type SelectionTarget, useOperatorSelection } from "./use-operator-selection";

const DeleteDialog = loadLater(() => import("./delete-dialog").then((module) => module.DeleteDialog));
const OperatorDialog = loadLater(() => import("./operator-dialog").then((module) => module.OperatorDialog));
const ResetDialog = loadLater(() => import("./reset-dialog").then((module) => module.ResetDialog));

/** The page's state: the view stands in the address, the dialogs and the selection here. */
export function OperatorsView({ account }: { account: AccountRef }) {
  const t = useTranslations("operators");
  const path = `/accounts/${account.code}/operators`;
  const view = readOperatorListView(useSearchParams());
  const list = useOperatorList(account.code, view);
  const [turning, startTurning] = useTransition();
  const stale = turning || list.isPlaceholderData;
  const router = useRouter();
  const selection = useOperatorSelection(JSON.stringify([view.status, view.duplicates, view.query]));
  const total = list.data?.total ?? undefined;
  const deletion = useDeletion(account.code, view, total, selection.clear);
  const deletionAsked = useOnceTrue(deletion.target !== null);
  const [editing, setEditing] = useState<OperatorRowDto | null>(null);
  const [resetting, setResetting] = useState<SelectionTarget | null>(null);
  const nobody = list.data?.total === 0 && !view.query && !view.duplicates && view.status !== "deleted";
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={account.directory === "utage" ? <UtageLead code={account.code} /> : t("leadHosted")}
        actions={
          <>
            {nobody ? null : <ExportMenu code={account.code} view={view} />}
            <AddOperator account={account} variant={nobody ? "secondary" : "primary"} />
          </>
        }
      />
      {nobody && view.status === "active" ? (
        <NobodyYet account={account} />
      ) : (
        <>
          <OperatorToolbar
            path={path}
            view={view}
            found={stale ? undefined : total}
            onSearch={(query) =>
              startTurning(() => router.push(operatorListHref(path, { ...view, query, cursor: undefined })))
            }
          />
          <ProblemMessage error={list.error} className="mb-4" />
          {list.data ? (
            <OperatorTable
              account={account}
              path={path}
              view={view}
              list={list.data}
              stale={stale}
              selection={selection}
              onEdit={setEditing}
              onReset={setResetting}
              onDelete={deletion.ask}
            />
          ) : list.error ? null : (
            <SkeletonList rows={10} />
          )}
        </>
      )}
      {editing ? (
        <OperatorDialog key={editing.id} account={account} operator={editing} onClose={() => setEditing(null)} />
      ) : null}
      {resetting ? (
        <ResetDialog
          account={account}
          view={view}
          target={resetting}
          total={total}
          onClose={() => setResetting(null)}
        />
      ) : null}
      {deletionAsked ? (
        <DeleteDialog
          account={account}
          view={view}
          target={deletion.target}
          error={deletion.error}
          pending={deletion.pending}
          onCancel={deletion.cancel}
          onConfirm={deletion.confirm}
        />
      ) : null}
    </>
  );
}

/** Whoever puts somebody on the deletion list here has to find that list again. */
function UtageLead({ code }: { code: string }) {
  const t = useTranslations("operators");
  return (
    <>
      <p>{t("leadUtage")}</p>
      <p>
        {t.rich("deletionList", {
          link: (text) => <TextLink href={`/accounts/${code}/duplicate-emails`}>{text}</TextLink>,
        })}
      </p>
    </>
  );
}

function NobodyYet({ account }: { account: AccountRef }) {
  const t = useTranslations("operators.nobody");
  return (
    <EmptyState
      icon={<UsersRound aria-hidden />}
      title={t("title")}
      actions={
        <ButtonLink variant="primary" href={`/accounts/${account.code}/imports`}>
          {t("import")}
        </ButtonLink>
      }
    >
      <p>{t("body")}</p>
    </EmptyState>
  );
}
