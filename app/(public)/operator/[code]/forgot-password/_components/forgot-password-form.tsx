"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { ProblemMessage } from "@/components/problem-message";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { TextField } from "@/components/ui/text-field";
import { useForgotPassword } from "@/lib/client/password-resets";

interface ForgotPasswordFormProps {
  code: string;
  /** Whether Kenshin sends the mail itself; otherwise the owner passes it on. */
  mailLeaves: boolean;
}

export function ForgotPasswordForm({ code, mailLeaves }: ForgotPasswordFormProps) {
  const t = useTranslations("forgotPassword");
  const form = useRef<HTMLFormElement>(null);
  const [email, setEmail] = useState("");
  const [missing, setMissing] = useState(false);
  const ask = useForgotPassword();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const empty = email.trim() === "";
    setMissing(empty);
    if (empty) return form.current?.querySelector<HTMLElement>("[name=email]")?.focus();
    ask.mutate({ code, email });
  };

  if (ask.isSuccess) {
    return (
      <Notice tone="success" role="status" title={t("doneTitle")}>
        <p>{t(mailLeaves ? "doneMailed" : "doneKept")}</p>
        <p>{t(mailLeaves ? "helpMailed" : "helpKept")}</p>
      </Notice>
    );
  }
  return (
    <form ref={form} method="post" noValidate onSubmit={submit} className="grid gap-5">
      <ProblemMessage error={ask.error} />
      <TextField
        label={t("email")}
        name="email"
        type="email"
        inputMode="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        value={email}
        onChange={(event) => setEmail(event.target.value)}
        error={missing ? t("emailMissing") : undefined}
      />
      <Button type="submit" variant="primary" pending={ask.isPending}>
        {t("submit")}
      </Button>
    </form>
  );
}
