"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { ProblemMessage } from "@/components/problem-message";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PasswordField } from "@/components/ui/password-field";
import { useToast } from "@/components/ui/toast";
import { ApiError } from "@/lib/client/api-error";
import { useChangePassword } from "@/lib/client/profile";

const EMPTY = { currentPassword: "", newPassword: "" };

export function PasswordForm({ email }: { email: string }) {
  const t = useTranslations("profile.password");
  const toast = useToast();
  const form = useRef<HTMLFormElement>(null);
  const change = useChangePassword();
  const [values, setValues] = useState(EMPTY);
  const [checked, setChecked] = useState(false);
  const code = change.error instanceof ApiError ? change.error.code : undefined;
  const refused = useFieldRefusal(change.error);

  const field = (name: keyof typeof EMPTY) => ({
    name,
    value: values[name],
    error: checked && values[name] === "" ? t("missing") : refused?.field === name ? refused.text : undefined,
    onChange: (event: { target: { value: string } }) => setValues({ ...values, [name]: event.target.value }),
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    const empty = (["currentPassword", "newPassword"] as const).find((name) => values[name] === "");
    if (empty) return form.current?.querySelector<HTMLElement>(`[name=${empty}]`)?.focus();
    if (change.isPending) return;
    change.mutate(values, {
      onSuccess: ({ endedSessions }) => {
        setValues(EMPTY);
        setChecked(false);
        toast.success(t("done"), { description: t("ended", { count: endedSessions }) });
      },
    });
  };

  return (
    // Without scripts the password must not end up in the address: post, never get.
    <form ref={form} method="post" noValidate onSubmit={submit} className="grid gap-5">
      {code === "too_many_requests" ? (
        <Notice tone="danger" role="alert">
          {t("tooManyTries")}
        </Notice>
      ) : null}
      {code === "too_many_requests" || refused ? null : <ProblemMessage error={change.error} />}
      {/* Tells password managers whose password this is. */}
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <PasswordField {...field("currentPassword")} label={t("current")} autoComplete="current-password" />
      <PasswordField {...field("newPassword")} label={t("new")} hint={t("hint")} autoComplete="new-password" />
      <Button type="submit" variant="primary" className="justify-self-start" pending={change.isPending}>
        {t("submit")}
      </Button>
    </form>
  );
}

/** What the server refused, as far as it belongs to one field. */
function useFieldRefusal(error: Error | null): { field: keyof typeof EMPTY; text: string | undefined } | undefined {
  const t = useTranslations("errors");
  if (!(error instanceof ApiError)) return undefined;
  if (error.code === "wrong_password") return { field: "currentPassword", text: t("wrong_password") };
  // The server's sentence says what is weak about this one.
  if (error.code === "weak_password") return { field: "newPassword", text: error.detail };
  return undefined;
}
