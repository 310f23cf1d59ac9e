"use client";

import { useTranslations } from "next-intl";
import { ProblemMessage } from "@/components/problem-message";
import { SessionRows } from "@/components/session-rows";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { ShowMore } from "@/components/ui/pagination";
import { useEndOwnSessions, useOwnSessions } from "@/lib/client/own-sessions";

/** Where the operator is signed in, this browser marked; every other login can be ended. */
export function OwnSessions() {
  const t = useTranslations("operatorHome.sessions");
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useOwnSessions();
  const end = useEndOwnSessions();
  const sessions = data?.pages.flatMap(({ items }) => items) ?? [];
  const ending = end.isPending ? end.variables : undefined;
  return (
    <section className="grid gap-3">
      <h2 className="text-lg">{t("title")}</h2>
      <ProblemMessage error={error ?? end.error} />
      {end.isSuccess ? (
        <Notice tone="success" role="status">
          {t("ended", { count: end.data.endedSessions })}
        </Notice>
      ) : null}
      <SessionRows sessions={sessions} ending={ending ?? null} onEnd={(id) => end.mutate(id)} />
      {hasNextPage ? <ShowMore onClick={() => fetchNextPage()} pending={isFetchingNextPage} /> : null}
      {sessions.some(({ current }) => !current) ? (
        <Button pending={ending === null} onClick={() => end.mutate(null)}>
          {t("endOthers")}
        </Button>
      ) : null}
    </section>
  );
}
