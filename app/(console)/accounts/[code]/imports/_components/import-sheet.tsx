"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { ProblemMessage } from "@/components/problem-message";
import { Sheet } from "@/components/ui/sheet";
import { SkeletonList } from "@/components/ui/skeleton";
import { isUnderWay, useImport } from "@/lib/client/imports";
import { queryKeys } from "@/lib/client/query-keys";
import { formatDateTime } from "@/lib/i18n/formats";
import type { AccountRef } from "@/lib/schemas/account";
import type { ImportDto } from "@/lib/schemas/import";
import { ImportConfirmation } from "./import-confirmation";
import { ImportEnded } from "./import-ended";
import { ImportProgress } from "./import-progress";
import { ImportResult } from "./import-result";
import { ImportStatusBadge } from "./import-status-badge";

interface ImportSheetProps {
  account: AccountRef;
  id: string;
  /** The list it was made from is still on this page, to be corrected and handed in again. */
  ownList: boolean;
}

/** Step 3, and any import of the past: its progress, its question, or its result. */
export function ImportSheet({ account, id, ownList }: ImportSheetProps) {
  const t = useTranslations("imports");
  const { data, error } = useImport(account.code, id);
  useRefreshWhenDone(account.code, data);
  return (
    <>
      <ProblemMessage error={error} />
      {data === undefined && !error ? <SkeletonList rows={3} /> : null}
      {data ? (
        <>
          <Sheet
            title={<span className="wrap-anywhere">{data.fileName ?? t("one.pasted")}</span>}
            lead={<ImportFacts data={data} />}
            actions={<ImportStatusBadge status={data.status} />}
          >
            <ImportState account={account} data={data} ownList={ownList} />
          </Sheet>
          {data.status === "done" ? <ImportResult account={account} data={data} /> : null}
        </>
      ) : null}
    </>
  );
}

function ImportFacts({ data }: { data: ImportDto }) {
  const t = useTranslations("imports.one");
  return (
    <p className="flex flex-wrap gap-x-4">
      <span className="tabular-nums">{formatDateTime(data.createdAt)}</span>
      <span>{data.createdBy}</span>
      <span>{data.complete ? t("complete") : t("partial")}</span>
    </p>
  );
}

function ImportState({ account, data, ownList }: { account: AccountRef; data: ImportDto; ownList: boolean }) {
  switch (data.status) {
    case "queued":
    case "running":
      return <ImportProgress code={account.code} data={data} />;
    case "needs_confirmation":
      return <ImportConfirmation account={account} data={data} />;
    case "failed":
    case "cancelled":
    case "done":
      return <ImportEnded code={account.code} data={data} ownList={ownList} />;
  }
}

/** What an import changed stands on every page of the contract. */
function useRefreshWhenDone(code: string, data: ImportDto | undefined) {
  const client = useQueryClient();
  const wasUnderWay = useRef(false);
  const underWay = data !== undefined && isUnderWay(data);
  useEffect(() => {
    if (wasUnderWay.current && !underWay) void client.invalidateQueries({ queryKey: queryKeys.account.all(code) });
    wasUnderWay.current = underWay;
  }, [client, code, underWay]);
}
