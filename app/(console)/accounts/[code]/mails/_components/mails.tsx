"use client";

import { Mail } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ProblemMessage } from "@/components/problem-message";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { SkeletonList } from "@/components/ui/skeleton";
import { useMails } from "@/lib/client/mails";
import type { MailDto } from "@/lib/schemas/mail";
import { useHasMailServer } from "../../_components/mail-server";
import { useMailColumns } from "./mail-columns";
import { MailDialog } from "./mail-dialog";

interface MailsProps {
  code: string;
  cursor: string | undefined;
}

/** What Kenshin wrote to operators and owner, and whether it got there; without a mail server, to be passed on. */
export function Mails({ code, cursor }: MailsProps) {
  const t = useTranslations("mails");
  const hasMailServer = useHasMailServer();
  const { data, error, isPlaceholderData } = useMails(code, cursor);
  const [open, setOpen] = useState<MailDto | null>(null);
  const columns = useMailColumns(setOpen);
  const path = `/accounts/${code}/mails`;
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      {hasMailServer ? null : (
        <Notice title={t("noServerTitle")} className="mb-6">
          <p>{t("noServerBody")}</p>
        </Notice>
      )}
      <ProblemMessage error={error} className="mb-4" />
      {data === undefined && !error ? <SkeletonList /> : null}
      {data?.items.length === 0 ? (
        <EmptyState icon={<Mail aria-hidden />} title={t("empty")}>
          <p>{t("emptyBody")}</p>
        </EmptyState>
      ) : null}
      {data && data.items.length > 0 ? (
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
      {open ? <MailDialog key={open.id} code={code} mail={open} onClose={() => setOpen(null)} /> : null}
    </>
  );
}
