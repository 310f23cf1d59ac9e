"use client";

import { useTranslations } from "next-intl";
import { ProblemMessage } from "@/components/problem-message";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DefinitionList } from "@/components/ui/definition-list";
import { Notice } from "@/components/ui/notice";
import type { WayBack } from "@/lib/client/deleted-operators";
import type { AccountRef } from "@/lib/schemas/account";
import type { DeletedOperatorDto } from "@/lib/schemas/operator";
import { useBringBackOperator } from "./use-bring-back";

interface BringBackDialogProps {
  account: AccountRef;
  operator: DeletedOperatorDto;
  way: WayBack;
  onClose: () => void;
}

/** Says what comes back and what does not, before it is done. */
export function BringBackDialog({ account, operator, way, onClose }: BringBackDialogProps) {
  const t = useTranslations(`deletedOperators.${way}Dialog`);
  const shared = useTranslations("deletedOperators");
  const { pending, holder, error, run } = useBringBackOperator(account.code, operator, way, onClose);
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={t("title")}
      lead={t("lead", { name: operator.name || operator.email })}
      confirmLabel={holder === null ? t("confirm") : t("confirmForce")}
      pending={pending}
      onConfirm={run}
    >
      <DefinitionList
        items={[
          {
            key: "email",
            term: shared("columns.email"),
            description: <span className="break-all">{operator.email}</span>,
          },
          { key: "kept", term: t("keptTerm"), description: t("kept") },
          { key: "lost", term: t("lostTerm"), description: t("lost") },
        ]}
      />
      {holder === null ? null : (
        <Notice tone="warning" role="alert" title={shared("inUseTitle")}>
          <p>{shared("inUseBody", { holder })}</p>
        </Notice>
      )}
      <ProblemMessage error={error} />
    </ConfirmDialog>
  );
}
