"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ProblemMessage } from "@/components/problem-message";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useToast } from "@/components/ui/toast";
import { useUndoBatch } from "@/lib/client/deleted-operators";
import { formatDateTime } from "@/lib/i18n/formats";
import type { AccountRef } from "@/lib/schemas/account";
import type { DeletedOperatorDto } from "@/lib/schemas/operator";
import { BulkWorks } from "../../_components/bulk-works";

interface UndoBatchDialogProps {
  account: AccountRef;
  operator: DeletedOperatorDto;
  onClose: () => void;
}

/** Takes back everything that one act deleted, not this row alone. */
export function UndoBatchDialog({ account, operator, onClose }: UndoBatchDialogProps) {
  const t = useTranslations("deletedOperators.undoDialog");
  const undo = useUndoBatch(account.code);
  const toast = useToast();
  const router = useRouter();
  const batch = operator.deletedBatch;
  if (!batch) return null;
  const confirm = () =>
    undo.mutate(batch, {
      onSuccess: ({ results }) => {
        const count = results.filter((row) => row.result === "done").length;
        const left = results.length - count;
        onClose();
        if (left === 0) toast.success(t("undone", { count }));
        else toast.info(t("partlyUndone", { count, left }));
        router.refresh();
      },
    });
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={t("title")}
      lead={t("lead", { at: formatDateTime(batch.createdAt), name: batch.createdByName })}
      confirmLabel={t("confirm")}
      pending={undo.isPending}
      onConfirm={confirm}
    >
      <p className="text-sm text-muted">{t(batch.kind === "cleanup" ? "noteCleanup" : "note")}</p>
      {undo.isPending ? <BulkWorks code={account.code} /> : null}
      <ProblemMessage error={undo.error} />
    </ConfirmDialog>
  );
}
