"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ProblemMessage } from "@/components/problem-message";
import { ButtonLink } from "@/components/ui/button-link";
import { Notice } from "@/components/ui/notice";
import { ShowMore } from "@/components/ui/pagination";
import { Skeleton } from "@/components/ui/skeleton";
import { useReturnedDuplicates } from "@/lib/client/imports";
import { formatDate } from "@/lib/i18n/formats";
import type { ImportDto } from "@/lib/schemas/import";

const SHOWN_AT_ONCE = 10;

/** Duplicates that a clean-up had solved and this list brought back. */
export function ReturnedDuplicates({ code, data }: { code: string; data: ImportDto }) {
  const t = useTranslations("imports.returned");
  const [shown, setShown] = useState(SHOWN_AT_ONCE);
  const { data: returned, error } = useReturnedDuplicates(code, data.id);
  return (
    <Notice
      tone="warning"
      title={t("title", { count: data.returnedDuplicates })}
      actions={<ButtonLink href={`/accounts/${code}/duplicate-emails`}>{t("link")}</ButtonLink>}
    >
      <ProblemMessage error={error} />
      {returned === undefined && !error ? <Skeleton className="h-4 w-3/5" /> : null}
      <ul className="grid gap-1">
        {returned?.items.slice(0, shown).map(({ emailKey, cleanedAt }) => (
          <li key={emailKey} className="wrap-anywhere">
            {cleanedAt === null
              ? t("lineUndated", { email: emailKey })
              : t("line", { email: emailKey, date: formatDate(cleanedAt) })}
          </li>
        ))}
      </ul>
      {returned && returned.items.length > shown ? (
        <ShowMore pending={false} onClick={() => setShown(shown + 10 * SHOWN_AT_ONCE)} />
      ) : null}
    </Notice>
  );
}
