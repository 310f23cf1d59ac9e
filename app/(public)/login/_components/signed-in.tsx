"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { signOut } from "@/lib/client/sign-out";

interface SignedInProps {
  name: string;
  email: string | null;
  isOwner: boolean;
}

/** Who is signed in in this browser, and the one click that makes room for somebody else. */
export function SignedIn({ name, email, isOwner }: SignedInProps) {
  const t = useTranslations("login.signedIn");
  const [state, setState] = useState<"idle" | "pending" | "failed">("idle");
  const leave = () => {
    setState("pending");
    signOut().catch(() => setState("failed"));
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
        <p className="font-bold break-words">{name}</p>
        {email ? <p className="font-mono text-[0.9375rem] break-all">{email}</p> : null}
      </div>
      <div className="grid gap-3">
        <Button variant="primary" pending={state === "pending"} onClick={leave}>
          {t("continue")}
        </Button>
        {isOwner ? <ButtonLink href="/accounts">{t("back")}</ButtonLink> : null}
      </div>
    </div>
  );
}
