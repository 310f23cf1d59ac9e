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
  const { data: link, error } = useCheckLink(code, id);
  const { data } = useSelfChecks(code, "operators", id);
  const isEmpty = data?.pages[0]?.items.length === 0;
  return (
    <Sheet
      title={t("title")}
      lead={t(isEmpty ? "none" : "lead")}
      actions={link ? <CopyButton value={link.url} label={t("copyLink")} size="sm" /> : undefined}
    >
      <ProblemMessage error={error} />
      {isEmpty ? null : <SelfCheckList code={code} of="operators" id={id} />}
      {link ? <p className="text-sm text-muted">{t("linkUntil", { until: formatDate(link.expiresAt) })}</p> : null}
    </Sheet>
  );
}

/** The self-checks themselves, of an operator or of a case's report. */
export function SelfCheckList({ code, of, id }: { code: string; of: "operators" | "cases"; id: string }) {
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useSelfChecks(code, of, id);
  return (
    <>
      <ProblemMessage error={error} />
      <ul className="divide-y divide-border border-y border-border empty:hidden">
        {data?.pages
          .flatMap(({ items }) => items)
          .map((check, index) => (
            <li key={check.id}>
              <SelfCheckEntry check={check} isOpen={index === 0} />
            </li>
          ))}
      </ul>
      {hasNextPage ? <ShowMore onClick={() => fetchNextPage()} pending={isFetchingNextPage} /> : null}
    </>
  );
}
