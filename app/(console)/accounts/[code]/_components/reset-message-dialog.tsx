"use client";

import { useTranslations } from "next-intl";
import { ProblemMessage } from "@/components/problem-message";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { SkeletonList } from "@/components/ui/skeleton";
import { useLoginPage } from "@/lib/client/login-pages";

interface ResetMessageDialogProps {
  code: string;
  /** Whom it is for; null for a message to many. */
  name: string | null;
  onClose: () => void;
}

/** On UTAGE the person sets a new password there: the message that says where and how, ready to copy. */
export function ResetMessageDialog({ code, name, onClose }: ResetMessageDialogProps) {
  const t = useTranslations("operators.resetMessage");
  const { data, error } = useLoginPage(code);
  const text = data?.operatorUrl
    ? t("text", { greeting: name ? t("greeting", { name }) : "", url: data.operatorUrl })
    : "";
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("title")}
      lead={t("lead")}
      actions={<Button onClick={onClose}>{t("close")}</Button>}
    >
      <ProblemMessage error={error} />
      {data === undefined && !error ? <SkeletonList rows={3} /> : null}
      {text === "" ? null : (
        <>
          <p className="rounded-8 border border-border bg-sunken px-4 py-3.5 text-[0.9375rem] wrap-anywhere whitespace-pre-wrap">
            {text.trim()}
          </p>
          <CopyButton value={text.trim()} label={t("copy")} variant="primary" className="justify-self-start" />
        </>
      )}
    </Dialog>
  );
}
