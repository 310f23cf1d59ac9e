"use client";

import { useTranslations } from "next-intl";
import { ProblemMessage } from "@/components/problem-message";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";
import { useIssueReset } from "@/lib/client/password-resets";
import { storedEmailKey } from "@/lib/domain/email";
import { oftenFiltersMail } from "@/lib/domain/filtered-mail";
import { formatDateTime } from "@/lib/i18n/formats";
import type { OperatorDto } from "@/lib/schemas/operator";
import { useHasMailServer } from "./mail-server";

interface ResetLinkDialogProps {
  code: string;
  operator: Pick<OperatorDto, "id" | "name" | "email" | "emailKey">;
  onClose: () => void;
}

/** Makes a reset link for one operator: mailed to them, where mails leave, or shown, this once, to be copied. */
export function ResetLinkDialog({ code, operator, onClose }: ResetLinkDialogProps) {
  const t = useTranslations("operators.resetLink");
  const hasMailServer = useHasMailServer();
  const issue = useIssueReset(code);
  const who = operator.name === "" ? operator.email : operator.name;
  const make = (delivery: "mail" | "copy") => issue.mutate({ operatorId: operator.id, delivery });
  const wanted = issue.isPending ? issue.variables.delivery : null;
  const url = issue.data?.url;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      pending={issue.isPending}
      title={t("title")}
      lead={url === undefined ? t("lead", { name: who, email: operator.email }) : t("hand", { name: who })}
      actions={
        issue.data ? (
          <Button onClick={onClose}>{t("close")}</Button>
        ) : (
          <>
            <Button
              variant={hasMailServer ? "secondary" : "primary"}
              pending={wanted === "copy"}
              disabled={wanted === "mail"}
              onClick={() => make("copy")}
            >
              {t("make")}
            </Button>
            {hasMailServer ? (
              <Button
                variant="primary"
                pending={wanted === "mail"}
                disabled={wanted === "copy"}
                onClick={() => make("mail")}
              >
                {t("mail")}
              </Button>
            ) : null}
          </>
        )
      }
    >
      <ProblemMessage error={issue.error} />
      {issue.data === undefined ? <BeforeMaking emailKey={operator.emailKey} /> : null}
      {issue.data && url === undefined ? <Mailed code={code} email={operator.email} /> : null}
      {issue.data && url !== undefined ? <CopiedLink url={url} expiresAt={issue.data.expiresAt} /> : null}
    </Dialog>
  );
}

function BeforeMaking({ emailKey }: { emailKey: string }) {
  const t = useTranslations("operators.resetLink");
  const hasMailServer = useHasMailServer();
  const isFiltered = hasMailServer && oftenFiltersMail(storedEmailKey(emailKey));
  return (
    <>
      {isFiltered ? <Notice tone="warning">{t("filtered")}</Notice> : null}
      <ul className="grid list-disc gap-1 pl-5 text-[0.9375rem]">
        <li>{t("once")}</li>
        <li>{t("older")}</li>
        <li>{t(hasMailServer ? "loggedAndTold" : "logged")}</li>
      </ul>
    </>
  );
}

function Mailed({ code, email }: { code: string; email: string }) {
  const t = useTranslations("operators.resetLink");
  return (
    <Notice tone="success" role="status">
      <p>{t("mailed", { email })}</p>
      <p>
        <TextLink href={`/accounts/${code}/mails`}>{t("toMails")}</TextLink>
      </p>
    </Notice>
  );
}

function CopiedLink({ url, expiresAt }: { url: string; expiresAt: string }) {
  const t = useTranslations("operators.resetLink");
  return (
    <>
      <p className="rounded-8 border-2 border-primary px-4 py-3.5 font-mono text-[0.9375rem] break-all select-all">
        {url}
      </p>
      <CopyButton value={url} label={t("copy")} variant="primary" className="justify-self-start" />
      <p className="text-[0.9375rem] text-muted">{t("until", { time: formatDateTime(expiresAt) })}</p>
    </>
  );
}
