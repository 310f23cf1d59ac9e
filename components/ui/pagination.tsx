"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useLayoutEffect, useRef } from "react";
import { Button } from "./button";
import { ButtonLink } from "./button-link";

interface PaginationProps {
  /** Keyset lists know no page numbers: only whether there is something before and after. */
  previousHref?: string | null;
  /** Instead of `previousHref` where a list only knows what comes after: the way back is the beginning. */
  firstHref?: string | null;
  nextHref: string | null;
  summary?: ReactNode;
}

export function Pagination({ previousHref = null, firstHref, nextHref, summary }: PaginationProps) {
  const t = useTranslations("ui");
  const back = firstHref === undefined ? previousHref : firstHref;
  return (
    <nav aria-label={t("pages")} className="flex flex-wrap items-center justify-between gap-3 py-4">
      <p className="text-[0.9375rem] text-muted tabular-nums">{summary}</p>
      {back === null && nextHref === null ? null : (
        <div className="flex gap-2">
          <PageLink href={back} rel={firstHref === undefined ? "prev" : "first"}>
            <ChevronLeft aria-hidden />
            {t(firstHref === undefined ? "previous" : "firstPage")}
          </PageLink>
          <PageLink href={nextHref} rel="next">
            {t("next")}
            <ChevronRight aria-hidden />
          </PageLink>
        </div>
      )}
    </nav>
  );
}

function PageLink({ href, rel, children }: { href: string | null; rel: string; children: ReactNode }) {
  const end = useRef<HTMLButtonElement>(null);
  const followed = useRef(false);
  useLayoutEffect(() => {
    // The link that led to the last page went with it, and the focus would start over at the page's beginning.
    if (href === null && followed.current && document.activeElement === document.body) {
      end.current?.focus({ preventScroll: true });
    }
    followed.current = false;
  }, [href]);
  if (href === null) {
    return (
      <Button ref={end} size="sm" aria-disabled tabIndex={-1}>
        {children}
      </Button>
    );
  }
  return (
    <ButtonLink
      size="sm"
      href={href}
      rel={rel}
      onClick={() => {
        followed.current = true;
      }}
    >
      {children}
    </ButtonLink>
  );
}

/** "Show more", for lists that grow in place. */
export function ShowMore({ onClick, pending }: { onClick: () => void; pending: boolean }) {
  const t = useTranslations("ui");
  return (
    <div className="flex justify-center py-4">
      <Button onClick={onClick} pending={pending} className="print:hidden">
        {t("showMore")}
      </Button>
      <p className="hidden print:block">{t("moreOnScreen")}</p>
    </div>
  );
}
