"use client";

import { useTranslations } from "next-intl";
import { ProblemMessage } from "@/components/problem-message";
import { Button } from "@/components/ui/button";
import { ProgressBar } from "@/components/ui/progress-bar";
import { useCancelBulkWork } from "@/lib/client/bulk-works";
import type { BulkWorkDto } from "@/lib/schemas/bulk-work";

/** How far one work is, and the way to stop it. */
export function BulkWork({ code, work }: { code: string; work: BulkWorkDto }) {
  const t = useTranslations("shell.bulkWorks");
  const cancel = useCancelBulkWork(code, work.id);
  // Asked to stop, it still has to roll back: until then the button says so.
  const cancelling = cancel.isPending || cancel.isSuccess;
  return (
    <div className="grid gap-3 rounded-8 border border-border bg-surface px-4 py-3.5">
      <ProgressBar
        label={t(`running.${work.kind}`, { total: work.total })}
        value={work.progress}
        remainingSeconds={work.remainingSeconds}
      />
      <p className="text-sm text-muted">{t("leave")}</p>
      <ProblemMessage error={cancel.error} />
      <Button
        size="sm"
        className="justify-self-start max-sm:w-full"
        pending={cancelling}
        onClick={() => cancel.mutate()}
      >
        {cancelling ? t("cancelling") : t("cancel")}
      </Button>
    </div>
  );
}
