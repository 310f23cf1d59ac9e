"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ProblemMessage } from "@/components/problem-message";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useCloseCase } from "@/lib/client/cases";

interface CloseCaseProps {
  code: string;
  id: string;
  onClosed?: () => void;
}

/** Closes a case by hand, after asking. What stood here before says then that it is closed. */
export function CloseCase({ code, id, onClosed }: CloseCaseProps) {
  const t = useTranslations("diagnosis.cases");
  const [asking, setAsking] = useState(false);
  const close = useCloseCase(code);
  const done = () => {
    setAsking(false);
    onClosed?.();
  };
  return (
    <>
      <Button size="sm" onClick={() => setAsking(true)} className="max-sm:w-full">
        {t("close")}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("closeTitle")}
        lead={t("closeLead")}
        confirmLabel={t("close")}
        pending={close.isPending}
        onConfirm={() => close.mutate(id, { onSuccess: done })}
      >
        <ProblemMessage error={close.error} />
      </ConfirmDialog>
    </>
  );
}
