"use client";

import { useTranslations } from "next-intl";
import { ProblemMessage } from "@/components/problem-message";
import { SessionRows } from "@/components/session-rows";
import { Button } from "@/components/ui/button";
import { ShowMore } from "@/components/ui/pagination";
import { Sheet } from "@/components/ui/sheet";
import { useToast } from "@/components/ui/toast";
import { useEndOperatorSessions, useOperatorSessions } from "@/lib/client/operator-access";

/** Where the operator is signed in now; the owner can end each login, or all. */
export function OperatorSessions({ code, id }: { code: string; id: string }) {
  const t = useTranslations("operatorPage.sessions");
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useOperatorSessions(code, id);
  const end = useEndOperatorSessions(code, id);
  const toast = useToast();
  const sessions = data?.pages.flatMap(({ items }) => items) ?? [];
  const ending = end.isPending ? end.variables : undefined;
  const finish = (sessionId: string | null) =>
    end.mutate(sessionId, { onSuccess: ({ endedSessions }) => toast.success(t("ended", { count: endedSessions })) });
  return (
    <Sheet
      title={t("title")}
      lead={sessions.length === 0 ? t("none") : t("lead")}
      actions={
        sessions.length > 1 ? (
          <Button size="sm" pending={ending === null} onClick={() => finish(null)}>
            {t("endAll")}
          </Button>
        ) : undefined
      }
    >
      <ProblemMessage error={error ?? end.error} />
      {sessions.length === 0 ? null : <SessionRows sessions={sessions} ending={ending ?? null} onEnd={finish} />}
      {hasNextPage ? <ShowMore onClick={() => fetchNextPage()} pending={isFetchingNextPage} /> : null}
    </Sheet>
  );
}
