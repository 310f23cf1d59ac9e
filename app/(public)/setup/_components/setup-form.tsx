"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { ProblemMessage } from "@/components/problem-message";
import { Button } from "@/components/ui/button";
import { PasswordField } from "@/components/ui/password-field";
import { TextField } from "@/components/ui/text-field";
import { TextLink } from "@/components/ui/text-link";
import { ApiError } from "@/lib/client/api-error";
import { useSetUp } from "@/lib/client/owners";

const FIELDS = ["code", "name", "email", "password"] as const;
type FieldName = (typeof FIELDS)[number];
type Faults = Partial<Record<FieldName, string | undefined>>;

export function SetupForm() {
  const t = useTranslations("setup");
  const setUp = useSetUp();
  const form = useRef<HTMLFormElement>(null);
  const [values, setValues] = useState<Record<FieldName, string>>({ code: "", name: "", email: "", password: "" });
  const [missing, setMissing] = useState<Faults>({});

  useEffect(() => {
    const code = window.location.hash.slice(1);
    if (code === "") return;
    setValues((before) => ({ ...before, code }));
    // Taken out of the address, so that it is in no bookmark and no history.
    window.history.replaceState(window.history.state, "", window.location.pathname);
  }, []);

  const refused = useRefusals(setUp.error);
  const faults: Faults = { ...refused.faults, ...missing };
  const field = (name: FieldName) => ({
    name,
    value: values[name],
    error: faults[name],
    onChange: (event: { target: { value: string } }) => setValues({ ...values, [name]: event.target.value }),
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const empty = FIELDS.filter((name) => (name === "password" ? values[name] : values[name].trim()) === "");
    setMissing(Object.fromEntries(empty.map((name) => [name, t(`${name}Missing`)])));
    const [first] = empty;
    if (first) form.current?.querySelector<HTMLElement>(`[name=${first}]`)?.focus();
    else if (!setUp.isPending) setUp.mutate(values, { onSuccess: () => window.location.assign("/login?done=setup") });
  };

  return (
    // Without scripts the password must not end up in the address: post, never get.
    <form ref={form} method="post" noValidate onSubmit={submit} className="grid gap-5">
      {refused.isField ? null : <ProblemMessage error={setUp.error} />}
      {refused.isOver ? <TextLink href="/login">{t("toLogin")}</TextLink> : null}
      <TextField {...field("code")} label={t("code")} hint={t("codeHint")} autoComplete="off" spellCheck={false} />
      <TextField {...field("name")} label={t("name")} autoComplete="name" />
      <TextField
        {...field("email")}
        label={t("email")}
        hint={t("emailHint")}
        type="email"
        inputMode="email"
        autoComplete="username"
      />
      <PasswordField
        {...field("password")}
        label={t("password")}
        hint={t("passwordHint")}
        autoComplete="new-password"
      />
      <Button type="submit" variant="primary" pending={setUp.isPending || setUp.isSuccess}>
        {t("submit")}
      </Button>
    </form>
  );
}

/** What the server refused, beside the field it belongs to. */
function useRefusals(error: Error | null): { faults: Faults; isField: boolean; isOver: boolean } {
  const t = useTranslations("setup");
  const errors = useTranslations("errors");
  if (!(error instanceof ApiError)) return { faults: {}, isField: false, isOver: false };
  const faults: Faults = {
    code: error.code === "invalid_code" ? t("codeInvalid") : undefined,
    name: error.fieldError("name") ? t("nameInvalid") : undefined,
    email: error.code === "invalid_email" || error.fieldError("email") ? errors("invalid_email") : undefined,
    // The server's sentence says what is weak about this one.
    password: error.code === "weak_password" ? error.detail : undefined,
  };
  const isField = Object.values(faults).some((fault) => fault !== undefined);
  return { faults, isField, isOver: error.code === "already_set_up" };
}
