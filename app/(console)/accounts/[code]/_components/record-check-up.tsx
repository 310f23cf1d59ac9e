"use client";

import { ClipboardPlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import { useRecordCheckUp } from "@/lib/client/check-ups";

interface RecordCheckUpProps {
  code: string;
  variant: "primary" | "ghost";
  /** Leads to the comparison afterwards, where that is another page. */
  offerComparison?: boolean | undefined;
}

/** Keeps the check-up of this moment, so that a later one can be compared with it. */
export function RecordCheckUp({ code, variant, offerComparison = false }: RecordCheckUpProps) {
  const t = useTranslations("checkUps");
  const toast = useToast();
  const router = useRouter();
  const record = useRecordCheckUp(code);
  const compare = { label: t("compareNow"), onClick: () => router.push(`/accounts/${code}/check-ups`) };
  return (
    <Button
      variant={variant}
      className="print:hidden"
      icon={<ClipboardPlus aria-hidden />}
      pending={record.isPending}
      onClick={() =>
        record.mutate(undefined, {
          onSuccess: () => toast.success(t("recorded"), offerComparison ? { action: compare } : {}),
          onError: () => toast.danger(t("notRecorded")),
        })
      }
    >
      {t("record")}
    </Button>
  );
}
