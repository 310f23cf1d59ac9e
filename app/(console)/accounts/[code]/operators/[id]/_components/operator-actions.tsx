"use client";

import { KeyRound, Stethoscope } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import type { AccountRef } from "@/lib/schemas/account";
import type { OperatorDto } from "@/lib/schemas/operator";
import { ResetLinkDialog } from "../../../_components/reset-link-dialog";
import { ResetMessageDialog } from "../../../_components/reset-message-dialog";

interface OperatorActionsProps {
  account: AccountRef;
  operator: OperatorDto;
}

/** What an owner does for somebody who cannot sign in: find out why, and a new password or, for a deleted one, a way back. */
export function OperatorActions({ account, operator }: OperatorActionsProps) {
  const t = useTranslations("operatorPage.actions");
  const path = `/accounts/${account.code}`;
  return (
    <>
      <ButtonLink href={`${path}/diagnosis?operator=${operator.id}`} icon={<Stethoscope aria-hidden />}>
        {t("diagnose")}
      </ButtonLink>
      {operator.status === "active" ? (
        <ResetPassword account={account} operator={operator} />
      ) : (
        <ButtonLink href={`${path}/deleted-operators?query=${encodeURIComponent(operator.email)}`} variant="primary">
          {t("bringBack")}
        </ButtonLink>
      )}
    </>
  );
}

function ResetPassword({ account: { code, directory }, operator }: OperatorActionsProps) {
  const t = useTranslations("operatorPage.actions");
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button variant="primary" icon={<KeyRound aria-hidden />} onClick={() => setOpen(true)}>
        {t("resetPassword")}
      </Button>
      {open && directory === "hosted" ? <ResetLinkDialog code={code} operator={operator} onClose={close} /> : null}
      {open && directory === "utage" ? (
        <ResetMessageDialog code={code} name={operator.name === "" ? null : operator.name} onClose={close} />
      ) : null}
    </>
  );
}
