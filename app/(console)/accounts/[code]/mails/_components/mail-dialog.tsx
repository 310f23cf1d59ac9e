"use client";

import { useTranslations } from "next-intl";
import { ProblemMessage } from "@/components/problem-message";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { SkeletonList } from "@/components/ui/skeleton";
import { useToast } from "@/components/ui/toast";
import { useMailText, useResendMail } from "@/lib/client/mails";
import type { MailDto } from "@/lib/schemas/mail";
import { MailState } from "./mail-columns";

interface MailDialogProps {
  code: string;
  mail: MailDto;
  onClose: () => void;
}

/** The text of a mail, to be read, passed on or sent again. */
export function MailDialog({ code, mail, onClose }: MailDialogProps) {
  const t = useTranslations("mails");
  const text = useMailText(code, mail.id);
  const resend = useResendMail(code);
  const toast = useToast();
  const sendAgain = () =>
    resend.mutate(mail.id, {
      onSuccess: () => {
        toast.success(t("resent", { recipient: mail.recipient }));
        onClose();
      },
    });
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(open) => !open && onClose()}
      pending={resend.isPending}
      title={t(`kinds.${mail.kind}`)}
      lead={t("to", { recipient: mail.recipient })}
      actions={
        <>
          <Button onClick={onClose} disabled={resend.isPending}>
            {t("close")}
          </Button>
          {text.data?.canResend ? (
            <Button variant="primary" pending={resend.isPending} onClick={sendAgain}>
              {t("resend")}
            </Button>
          ) : null}
        </>
      }
    >
      <MailState mail={mail} />
      <ProblemMessage error={resend.error ?? text.error} />
      {text.isPending ? <SkeletonList rows={3} /> : null}
      {text.data ? (
        <>
          <p className="font-bold">{text.data.subject}</p>
          <p className="rounded-8 border border-border bg-sunken px-4 py-3.5 text-[0.9375rem] wrap-anywhere whitespace-pre-wrap">
            {text.data.text}
          </p>
          {text.data.hasLink ? (
            <div className="grid gap-2">
              <p className="text-[0.9375rem]">{t("passOn")}</p>
              <CopyButton
                value={text.data.text}
                label={t("copyText")}
                variant={text.data.canResend ? "secondary" : "primary"}
                className="justify-self-start"
              />
            </div>
          ) : null}
        </>
      ) : null}
    </Dialog>
  );
}
