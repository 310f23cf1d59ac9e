"use client";

import { useTranslations } from "next-intl";
import { ProblemMessage } from "@/components/problem-message";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toast";
import { useOperatorLock, useUnlockOperator } from "@/lib/client/operator-access";
import { formatDateTime } from "@/lib/i18n/formats";

/** Says that wrong passwords keep somebody waiting, and lets the owner end that. Nothing while nobody waits. */
export function LockNotice({ code, id }: { code: string; id: string }) {
  const t = useTranslations("operatorPage.lock");
  const { data: lock, error } = useOperatorLock(code, id);
  const unlock = useUnlockOperator(code, id);
  const toast = useToast();
  if (!lock || lock.failures === 0) return <ProblemMessage error={error} />;
  const until = lock.lockedUntil;
  return (
    <Notice
      tone={until === null ? "info" : "warning"}
      title={t(until === null ? "failedTitle" : "lockedTitle")}
      actions={
        <Button
          size="sm"
          pending={unlock.isPending}
          onClick={() => unlock.mutate(undefined, { onSuccess: () => toast.success(t("done")) })}
        >
          {t(until === null ? "forget" : "unlock")}
        </Button>
      }
    >
      <p>{t("failures", { count: lock.failures, at: formatDateTime(lock.lastFailureAt ?? "") })}</p>
      {until === null ? null : <p>{t("until", { until: formatDateTime(until) })}</p>}
      <ProblemMessage error={error ?? unlock.error} />
    </Notice>
  );
}
