"use client";

import { useTranslations } from "next-intl";
import { ProblemMessage } from "@/components/problem-message";
import { SessionRows } from "@/components/session-rows";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/sheet";
import { SkeletonList } from "@/components/ui/skeleton";
import { useToast } from "@/components/ui/toast";
import { useEndOtherSessions, useEndSession, useProfileSessions } from "@/lib/client/profile";

/** Every login of the owner, this one marked, each other one with a button that ends it. */
export function SessionList() {
  const t = useTranslations("profile.sessions");
  const toast = useToast();
  const sessions = useProfileSessions();
  const endOthers = useEndOtherSessions();
  const end = useEndSession();
  const items = sessions.data?.pages.flatMap((page) => page.items) ?? [];
  const alone = items.every(({ current }) => current);

  return (
    <Sheet
      title={t("title")}
      lead={alone && items.length > 0 ? t("only") : t("lead")}
      actions={
        alone ? undefined : (
          <Button
            size="sm"
            pending={endOthers.isPending}
            onClick={() =>
              endOthers.mutate(undefined, {
                onSuccess: ({ endedSessions }) => toast.success(t("othersEnded", { count: endedSessions })),
              })
            }
          >
            {t("endOthers")}
          </Button>
        )
      }
    >
      <ProblemMessage error={end.error ?? endOthers.error ?? sessions.error} />
      {sessions.isPending ? <SkeletonList rows={2} /> : null}
      <SessionRows
        sessions={items}
        ending={end.isPending ? end.variables : null}
        onEnd={(id) => end.mutate(id, { onSuccess: () => toast.success(t("ended")) })}
      />
      {sessions.hasNextPage ? (
        <MoreButton pending={sessions.isFetchingNextPage} onClick={sessions.fetchNextPage} />
      ) : null}
    </Sheet>
  );
}

function MoreButton({ pending, onClick }: { pending: boolean; onClick: () => void }) {
  const t = useTranslations("ui");
  return (
    <Button className="justify-self-start" pending={pending} onClick={() => onClick()}>
      {t("showMore")}
    </Button>
  );
}
