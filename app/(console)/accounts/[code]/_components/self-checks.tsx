"use client";

import { useTranslations } from "next-intl";
import { ProblemMessage } from "@/components/problem-message";
import { CopyButton } from "@/components/ui/copy-button";
import { ShowMore } from "@/components/ui/pagination";
import { Sheet } from "@/components/ui/sheet";
import { useCheckLink, useSelfChecks } from "@/lib/client/self-checks";
import { formatDate } from "@/lib/i18n/formats";
import { SelfCheckEntry } from "./self-check-entry";

/** What an operator's own browser told, and the personal link that makes it tell. */
export function SelfChecks({ code, id }: { code: string; id: string }) {
  const t = useTranslations("selfChecks");
  const link = useCheckLink(code, id);
  const checks = useSelfChecks(code, id);
  const items = checks.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Sheet
      title={t("title")}
      lead={checks.data ? t(items.length === 0 ? "none" : "lead") : undefined}
      actions={link.data ? <CopyButton value={link.data.url} label={t("copyLink")} size="sm" /> : undefined}
    >
      <ProblemMessage error={link.error ?? checks.error} />
      {items.length === 0 ? null : (
        <ul className="grid gap-4">
          {items.map((check) => (
            <li key={check.id}>
              <SelfCheckEntry check={check} />
            </li>
          ))}
        </ul>
      )}
      {checks.hasNextPage ? (
        <ShowMore onClick={() => checks.fetchNextPage()} pending={checks.isFetchingNextPage} />
      ) : null}
      {link.data ? (
        <p className="text-sm text-muted">{t("linkUntil", { until: formatDate(link.data.expiresAt) })}</p>
      ) : null}
    </Sheet>
  );
}
