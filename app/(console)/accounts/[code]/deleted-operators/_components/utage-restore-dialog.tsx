"use client";

import { useTranslations } from "next-intl";
import { ProblemMessage } from "@/components/problem-message";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import type { AccountRef } from "@/lib/schemas/account";
import type { DeletedOperatorDto } from "@/lib/schemas/operator";
import { useBringBackOperator } from "./use-bring-back";

interface UtageRestoreDialogProps {
  account: AccountRef;
  operator: DeletedOperatorDto;
  onClose: () => void;
}

/** Kenshin cannot bring anybody back on UTAGE: says what to do there, and corrects its own record on request. */
export function UtageRestoreDialog({ account, operator, onClose }: UtageRestoreDialogProps) {
  const t = useTranslations("deletedOperators");
  const { pending, holder, error, run } = useBringBackOperator(account.code, operator, "restore", onClose);
  const text = t("utageDialog.text", {
    name: operator.name || t("noName"),
    email: operator.email,
    permissions: operator.permissions.length > 0 ? operator.permissions.join(t("utageDialog.separator")) : t("none"),
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      pending={pending}
      title={t("utageDialog.title")}
      lead={t("utageDialog.lead")}
      actions={
        <>
          <Button onClick={onClose} disabled={pending}>
            {t("utageDialog.close")}
          </Button>
          <Button variant="primary" pending={pending} onClick={run}>
            {t(holder === null ? "utageDialog.confirm" : "utageDialog.confirmForce")}
          </Button>
        </>
      }
    >
      <div className="grid justify-items-start gap-3 rounded-6 border border-border bg-sunken p-4">
        <pre className="w-full font-sans text-[0.9375rem] leading-relaxed whitespace-pre-wrap">{text}</pre>
        <CopyButton size="sm" value={text} />
      </div>
      <p className="text-[0.9375rem]">{t("utageDialog.record")}</p>
      {holder === null ? null : (
        <Notice tone="warning" role="alert" title={t("inUseTitle")}>
          <p>{t("inUseBody", { holder })}</p>
        </Notice>
      )}
      <ProblemMessage error={error} />
    </Dialog>
  );
}
