"use client";

import { useTranslations } from "next-intl";
import { ProblemMessage } from "@/components/problem-message";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { useIssueResetLink } from "@/lib/client/password-resets";
import { formatDateTime } from "@/lib/i18n/formats";
import type { OperatorRowDto } from "@/lib/schemas/operator";

interface ResetLinkDialogProps {
  code: string;
  operator: OperatorRowDto;
  onClose: () => void;
}

/** Makes a reset link for one operator and shows it, this once, to be copied. */
export function ResetLinkDialog({ code, operator, onClose }: ResetLinkDialogProps) {
  const t = useTranslations("operators.resetLink");
  const issue = useIssueResetLink(code);
  const made = issue.data;
  const who = operator.name === "" ? operator.email : operator.name;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("title")}
      lead={made ? t("hand", { name: who }) : t("lead", { name: who, email: operator.email })}
      actions={
        made ? (
          <Button onClick={onClose}>{t("close")}</Button>
        ) : (
          <>
            <Button onClick={onClose}>{t("cancel")}</Button>
            <Button variant="primary" pending={issue.isPending} onClick={() => issue.mutate(operator.id)}>
              {t("make")}
            </Button>
          </>
        )
      }
    >
      <ProblemMessage error={issue.error} />
      {made ? (
        <>
          <p className="rounded-8 border-2 border-primary px-4 py-3.5 font-mono text-[0.9375rem] break-all select-all">
            {made.url}
          </p>
          <CopyButton value={made.url} label={t("copy")} variant="primary" className="justify-self-start" />
          <p className="text-[0.9375rem] text-muted">{t("until", { time: formatDateTime(made.expiresAt) })}</p>
        </>
      ) : (
        <ul className="grid list-disc gap-1 pl-5 text-[0.9375rem]">
          <li>{t("once")}</li>
          <li>{t("older")}</li>
          <li>{t("logged")}</li>
        </ul>
      )}
    </Dialog>
  );
}
