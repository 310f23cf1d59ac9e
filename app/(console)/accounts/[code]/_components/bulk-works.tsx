"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { ProblemMessage } from "@/components/problem-message";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { ProgressBar } from "@/components/ui/progress-bar";
import { useToast } from "@/components/ui/toast";
import { useBulkWorks, useCancelBulkWork } from "@/lib/client/bulk-works";
import type { BulkWorkDto } from "@/lib/schemas/bulk-work";

interface BulkWorksProps {
  code: string;
  className?: string;
}

/** How far work on many operators is: on every page of the contract, so that whoever left or reloaded finds it again. */
export function BulkWorks({ code, className }: BulkWorksProps) {
  const t = useTranslations("shell.bulkWorks");
  const toast = useToast();
  const router = useRouter();
  const tellEnd = useCallback(
    ({ status }: BulkWorkDto) => {
      if (status === "running") return;
      toast.info(t(`ended.${status}`));
      router.refresh();
    },
    [t, toast, router],
  );
  const works = useBulkWorks(code, tellEnd);
  if (works.length === 0) return null;
  return (
    <section aria-label={t("label")} className={classNames("grid gap-3", className)}>
      {works.map((work) => (
        <BulkWork key={work.id} code={code} work={work} />
      ))}
    </section>
  );
}

function BulkWork({ code, work }: { code: string; work: BulkWorkDto }) {
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
