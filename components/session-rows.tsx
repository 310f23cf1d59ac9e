"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { StatusBadge } from "@/components/ui/status-badge";
import { formatDateTime } from "@/lib/i18n/formats";

interface Session {
  id: string;
  /** Such as `Chrome / Windows`; empty when not known. */
  browser: string;
  createdAt: string;
  lastSeenAt: string;
  /** The login that asks; it ends by logging out, not here. */
  current?: boolean;
}

interface SessionRowsProps {
  sessions: readonly Session[];
  /** The login that is being ended. */
  ending: string | null;
  onEnd: (id: string) => void;
}

/** Logins, one a line, each with a button that ends it. */
export function SessionRows({ sessions, ending, onEnd }: SessionRowsProps) {
  return (
    <ul className="divide-y divide-border border-y border-border">
      {sessions.map((session) => (
        <SessionRow
          key={session.id}
          session={session}
          pending={ending === session.id}
          onEnd={() => onEnd(session.id)}
        />
      ))}
    </ul>
  );
}

function SessionRow({ session, pending, onEnd }: { session: Session; pending: boolean; onEnd: () => void }) {
  const t = useTranslations("ui.sessions");
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
