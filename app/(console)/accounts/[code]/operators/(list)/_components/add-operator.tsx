"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { loadLater } from "@/components/ui/load-later";
import type { AccountRef } from "@/lib/schemas/account";

const OperatorDialog = loadLater(() => import("./operator-dialog").then((module) => module.OperatorDialog));

interface AddOperatorProps {
  account: AccountRef;
  variant: "primary" | "secondary";
}

/** The button that adds one operator. Its dialog is its own, so that opening it does not render the list again. */
export function AddOperator({ account, variant }: AddOperatorProps) {
  const t = useTranslations("operators");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant={variant} icon={<Plus aria-hidden />} onClick={() => setOpen(true)}>
        {t("add")}
      </Button>
      {open ? <OperatorDialog account={account} operator={null} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
