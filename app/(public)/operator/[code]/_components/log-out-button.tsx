"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { signOut } from "@/lib/client/sign-out";

/** Ends the login of this browser and leads back to the login page it began on. */
export function LogOutButton({ loginPage }: { loginPage: string }) {
  const t = useTranslations("operatorHome");
  const [state, setState] = useState<"idle" | "pending" | "failed">("idle");
  const leave = () => {
    setState("pending");
    signOut(loginPage).catch(() => setState("failed"));
  };
  return (
    <div className="grid gap-4">
      {state === "failed" ? (
        <Notice tone="danger" role="alert">
          {t("logOutFailed")}
        </Notice>
      ) : null}
      <Button pending={state === "pending"} onClick={leave}>
        {t("logOut")}
      </Button>
    </div>
  );
}
