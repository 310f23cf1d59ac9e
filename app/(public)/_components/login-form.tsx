"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PasswordField } from "@/components/ui/password-field";
import { TextField } from "@/components/ui/text-field";
import { type SignInRefusal, signIn } from "@/lib/client/sign-in";

interface LoginFormProps {
  /** The contract whose operators sign in here; without one, owners do. */
  operatorsOf?: string;
  returnTo: string;
  /** Why an earlier try was refused, when the browser was sent back here. */
  refusal: SignInRefusal | undefined;
}

export function LoginForm({ operatorsOf, returnTo, refusal: earlier }: LoginFormProps) {
  const t = useTranslations("login");
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [missing, setMissing] = useState({ email: false, password: false });
  const [refusal, setRefusal] = useState(earlier);
  const [pending, setPending] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const empty = { email: email.trim() === "", password: password === "" };
    setMissing(empty);
    if (empty.email || empty.password) {
      form.current?.querySelector<HTMLElement>(empty.email ? "[name=email]" : "[name=password]")?.focus();
      return;
    }
    setPending(true);
    setRefusal(undefined);
    const result = await signIn({ email, password, code: operatorsOf }, returnTo);
    // A new document, so that nothing of the time before the login stays in memory.
    if (result.ok) return window.location.assign(result.url);
    setPending(false);
    setRefusal(result.reason);
    // The page then names who is signed in here.
    if (result.reason === "otherSession") router.refresh();
  };

  return (
    // Without scripts the password must not end up in the address: post, never get.
    <form ref={form} method="post" noValidate onSubmit={submit} className="grid gap-5">
      {refusal ? (
        <Notice tone="danger" role="alert">
          {t(`errors.${refusal}`)}
        </Notice>
      ) : null}
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
        error={missing.email ? t("emailMissing") : undefined}
      />
      <PasswordField
        label={t("password")}
        name="password"
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        error={missing.password ? t("passwordMissing") : undefined}
      />
      <Button type="submit" variant="primary" pending={pending}>
        {t("submit")}
      </Button>
    </form>
  );
}
