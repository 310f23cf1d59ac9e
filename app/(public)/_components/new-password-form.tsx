"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { ProblemMessage } from "@/components/problem-message";
import { Button } from "@/components/ui/button";
import { PasswordField } from "@/components/ui/password-field";
import { ApiError } from "@/lib/client/api-error";

interface NewPasswordFormProps {
  /** Whose password it is, for password managers. */
  email: string;
  /** Sends the password; a mutation of lib/client. */
  setPassword: {
    readonly mutate: (password: string, then: { onSuccess: () => void; onError: (error: Error) => void }) => void;
    readonly error: Error | null;
    readonly isPending: boolean;
    readonly isSuccess: boolean;
  };
  /** The login page to open once it is set. */
  doneHref: string;
}

/** Sets a password by a one-time link. */
export function NewPasswordForm({ email, setPassword, doneHref }: NewPasswordFormProps) {
  const t = useTranslations("setup");
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [password, setValue] = useState("");
  const [missing, setMissing] = useState(false);

  const { error } = setPassword;
  const weak = error instanceof ApiError && error.code === "weak_password" ? error.detail : undefined;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(password === "");
    if (password === "") return form.current?.querySelector<HTMLElement>("[name=password]")?.focus();
    if (setPassword.isPending) return;
    setPassword.mutate(password, {
      onSuccess: () => window.location.assign(doneHref),
      // The page then explains why: used, or over.
      onError: (fault) => {
        if (fault instanceof ApiError && fault.code === "invalid_code") router.refresh();
      },
    });
  };

  return (
    // Without scripts the password must not end up in the address: post, never get.
    <form ref={form} method="post" noValidate onSubmit={submit} className="grid gap-5">
      {weak ? null : <ProblemMessage error={error} />}
      {/* Tells password managers whose password this is. */}
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <PasswordField
        label={t("link.newPassword")}
        hint={t("passwordHint")}
        name="password"
        autoComplete="new-password"
        value={password}
        onChange={(event) => setValue(event.target.value)}
        error={missing ? t("passwordMissing") : weak}
      />
      <p className="text-[0.9375rem] text-muted">{t("link.effect")}</p>
      <Button type="submit" variant="primary" pending={setPassword.isPending || setPassword.isSuccess}>
        {t("link.submit")}
      </Button>
    </form>
  );
}
