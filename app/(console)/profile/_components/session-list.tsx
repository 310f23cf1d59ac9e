"use client";

import { useTranslations } from "next-intl";
import { ProblemMessage } from "@/components/problem-message";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/sheet";
import { SkeletonList } from "@/components/ui/skeleton";
import { StatusBadge } from "@/components/ui/status-badge";
import { useToast } from "@/components/ui/toast";
import { useEndOtherSessions, useEndSession, useProfileSessions } from "@/lib/client/profile";
import { formatDateTime } from "@/lib/i18n/formats";
import type { ProfileSessionDto } from "@/lib/schemas/owner";

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
      <ul className="divide-y divide-border border-y border-border">
        {items.map((session) => (
          <SessionRow
            key={session.id}
            session={session}
            pending={end.isPending && end.variables === session.id}
            onEnd={() => end.mutate(session.id, { onSuccess: () => toast.success(t("ended")) })}
          />
        ))}
      </ul>
      {sessions.hasNextPage ? (
        <MoreButton pending={sessions.isFetchingNextPage} onClick={sessions.fetchNextPage} />
      ) : null}
    </Sheet>
  );
}

interface SessionRowProps {
  session: ProfileSessionDto;
  pending: boolean;
  onEnd: () => void;
}

function SessionRow({ session, pending, onEnd }: SessionRowProps) {
  const t = useTranslations("profile.sessions");
  const browser = session.browser === "" ? t("unknownBrowser") : session.browser;
  const created = formatDateTime(session.createdAt);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
      <div className="grid min-w-0 gap-0.5">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {browser}
          {session.current ? <StatusBadge tone="info">{t("current")}</StatusBadge> : null}
        </p>
        <p className="flex flex-wrap gap-x-4 text-sm text-muted tabular-nums">
          <span>{t("created", { created })}</span>
          <span>{t("seen", { seen: formatDateTime(session.lastSeenAt) })}</span>
        </p>
      </div>
      {session.current ? null : (
        <Button size="sm" pending={pending} onClick={onEnd} aria-label={t("endLabel", { browser, created })}>
          {t("end")}
        </Button>
      )}
    </li>
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
