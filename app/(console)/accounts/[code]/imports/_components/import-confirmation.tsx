"use client";

import { useTranslations } from "next-intl";
import { ProblemMessage } from "@/components/problem-message";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useAnswerImport } from "@/lib/client/imports";
import type { AccountRef } from "@/lib/schemas/account";
import type { ImportDto } from "@/lib/schemas/import";
import { ImportCounts } from "./import-counts";

/** A list that leaves out more people than may be deleted unasked: how many of how many, and the choice. */
export function ImportConfirmation({ account, data }: { account: AccountRef; data: ImportDto }) {
  const t = useTranslations("imports.confirm");
  const cancel = useAnswerImport(account.code, data.id, "cancel");
  const confirm = useAnswerImport(account.code, data.id, "confirm");
  const { missing } = data;
  // Of those who are judged by this list each is on it, changed or not, or missing from it.
  const active = missing + data.updated + data.unchanged;
  const busy = cancel.isPending || confirm.isPending;
  return (
    <>
      <Notice tone="warning" title={t("title", { active, missing })}>
        <p>{t(`body.${account.directory}`, { missing })}</p>
        <p>{t("check")}</p>
        <p>{t("restore")}</p>
      </Notice>
      <ImportCounts data={data} />
      <ProblemMessage error={cancel.error ?? confirm.error} />
      <div className="grid gap-3 sm:flex sm:flex-wrap sm:items-center sm:justify-end">
        <p className="text-muted sm:mr-auto">{t("still")}</p>
        <Button onClick={() => cancel.mutate()} disabled={confirm.isPending} pending={cancel.isPending}>
          {t("cancel")}
        </Button>
        <Button
          variant="danger"
          onClick={() => confirm.mutate()}
          disabled={busy && !confirm.isPending}
          pending={confirm.isPending}
        >
          {t(`confirm.${account.directory}`, { missing })}
        </Button>
      </div>
    </>
  );
}
