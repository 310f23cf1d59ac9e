"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Notice } from "@/components/ui/notice";
import { signOut } from "@/lib/client/sign-out";

interface SignedInProps {
  name: string;
  email: string;
  /** Where this login belongs. */
  home: { href: string; label: string };
  /** The login page to show once this login has ended. */
  loginPage: string;
}

/** Who is signed in in this browser, and the one click that makes room for somebody else. */
export function SignedIn({ name, email, home, loginPage }: SignedInProps) {
  const t = useTranslations("login.signedIn");
  const [state, setState] = useState<"idle" | "pending" | "failed">("idle");
  const leave = () => {
    setState("pending");
    signOut(loginPage).catch(() => setState("failed"));
  };
  return (
    <div className="grid gap-5">
      {state === "failed" ? (
        <Notice tone="danger" role="alert">
          {t("failed")}
        </Notice>
      ) : null}
      <div className="grid gap-0.5">
        <p className="text-[0.9375rem] text-muted">{t("who")}</p>
        <p className="font-bold">{name}</p>
        <p className="font-mono text-[0.9375rem] break-all">{email}</p>
      </div>
      <div className="grid gap-3">
        <Button variant="primary" pending={state === "pending"} onClick={leave}>
          {t("continue")}
        </Button>
        <ButtonLink href={home.href}>{home.label}</ButtonLink>
      </div>
    </div>
  );
}
