"use client";

import { ChevronRight, KeyRound, LockOpen } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ProblemMessage } from "@/components/problem-message";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { TextLink } from "@/components/ui/text-link";
import { useToast } from "@/components/ui/toast";
import { useUnlockOperator } from "@/lib/client/operator-access";
import type { AccountRef } from "@/lib/schemas/account";
import type { DiagnosisDto, RemedyDto } from "@/lib/schemas/diagnosis";
import { ResetLinkDialog } from "../../_components/reset-link-dialog";
import { ResetMessageDialog } from "../../_components/reset-message-dialog";

interface RemedyActionProps {
  remedy: RemedyDto;
  account: AccountRef;
  diagnosis: DiagnosisDto;
  onFixed: () => void;
}

/** A fix as a button where it can be done here, a link to where it is done, or the words to say. */
export function RemedyAction({ remedy, account, diagnosis, onFixed }: RemedyActionProps) {
  const t = useTranslations("diagnosis.remedies");
  const { subject, operatorUrl } = diagnosis;
  switch (remedy) {
    case "share-login-page":
      return operatorUrl === null ? null : <CopyButton value={operatorUrl} size="sm" label={t(remedy)} />;
    case "reset-password":
      return <ResetPassword account={account} subject={subject} onClose={onFixed} />;
    case "unlock":
      if (subject.operatorId === null) return null;
      return <Unlock code={account.code} id={subject.operatorId} onFixed={onFixed} />;
    case "ask-for-login-url":
    case "log-out-elsewhere":
    case "use-private-window":
      return <span>{t(remedy)}</span>;
    default:
      return (
        <TextLink
          href={`/accounts/${account.code}${placeOf(remedy, subject)}`}
          className="inline-flex min-h-6 items-center gap-1 font-medium max-sm:min-h-11"
        >
          {t(remedy)}
          <ChevronRight aria-hidden className="size-4 shrink-0" />
        </TextLink>
      );
  }
}

type Placed = Exclude<
  RemedyDto,
  "share-login-page" | "reset-password" | "unlock" | "ask-for-login-url" | "log-out-elsewhere" | "use-private-window"
>;

/** The page on which a fix is made, opened at the person where it can be. */
function placeOf(remedy: Placed, { email, emailKey }: DiagnosisDto["subject"]): string {
  const query = `?query=${encodeURIComponent(email)}`;
  switch (remedy) {
    case "register-custom-domain":
      return "/settings";
    case "clean-up-duplicates":
      return `/duplicate-emails?clean=${encodeURIComponent(emailKey)}`;
    case "check-address":
      return `/operators${query}`;
    case "restore-operator":
    case "recreate-operator":
      return `/deleted-operators${query}`;
    case "reactivate-contract":
    case "settle-payment":
    case "confirm-contract-status":
      return "/contract";
    case "update-list":
      return "/imports";
  }
}

function Unlock({ code, id, onFixed }: { code: string; id: string; onFixed: () => void }) {
  const t = useTranslations("diagnosis");
  const unlock = useUnlockOperator(code, id);
  const toast = useToast();
  const done = () => {
    toast.success(t("unlocked"));
    onFixed();
  };
  return (
    <>
      <Button
        size="sm"
        icon={<LockOpen aria-hidden />}
        pending={unlock.isPending}
        onClick={() => unlock.mutate(undefined, { onSuccess: done })}
      >
        {t("remedies.unlock")}
      </Button>
      <ProblemMessage error={unlock.error} />
    </>
  );
}

interface ResetPasswordProps {
  account: AccountRef;
  subject: DiagnosisDto["subject"];
  onClose: () => void;
}

function ResetPassword({ account, subject, onClose }: ResetPasswordProps) {
  const t = useTranslations("diagnosis.remedies");
  const [open, setOpen] = useState(false);
  const close = () => {
    setOpen(false);
    onClose();
  };
  const { operatorId, name, email, emailKey, status } = subject;
  if (account.directory === "hosted" && (operatorId === null || status !== "active")) return null;
  return (
    <>
      <Button size="sm" icon={<KeyRound aria-hidden />} onClick={() => setOpen(true)}>
        {t("reset-password")}
      </Button>
      {open && account.directory === "utage" ? (
        <ResetMessageDialog code={account.code} name={name === "" ? null : name} onClose={close} />
      ) : null}
      {open && account.directory === "hosted" && operatorId !== null ? (
        <ResetLinkDialog code={account.code} operator={{ id: operatorId, name, email, emailKey }} onClose={close} />
      ) : null}
    </>
  );
}
