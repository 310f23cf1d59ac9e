"use client";

import { useTranslations } from "next-intl";
import { ProblemMessage } from "@/components/problem-message";
import { Button } from "@/components/ui/button";
import { ProgressBar } from "@/components/ui/progress-bar";
import { useAnswerImport } from "@/lib/client/imports";
import type { ImportDto } from "@/lib/schemas/import";

export function ImportProgress({ code, data }: { code: string; data: ImportDto }) {
  const t = useTranslations("imports.progress");
  const cancel = useAnswerImport(code, data.id, "cancel");
  // Asked to stop, it still has to roll back: until then the button says so.
  const cancelling = cancel.isPending || cancel.isSuccess;
  return (
    <>
      <ProgressBar
        label={data.status === "queued" ? t("queued") : t("running")}
        value={data.status === "queued" ? null : data.progress}
        remainingSeconds={data.remainingSeconds}
      />
      <p className="max-w-prose text-muted">{t("leave")}</p>
      <ProblemMessage error={cancel.error} />
      <Button className="justify-self-start max-sm:w-full" pending={cancelling} onClick={() => cancel.mutate()}>
        {cancelling ? t("cancelling") : t("cancel")}
      </Button>
    </>
  );
}
