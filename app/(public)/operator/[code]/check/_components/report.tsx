import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useOnceTrue } from "@/components/ui/use-once-true";
import type { SelfCheckFacts } from "@/lib/domain/self-check";
import { ReportForm } from "./report-form";

interface ReportProps {
  code: string;
  token: string | null;
  byLink: boolean;
  browser: string;
  facts: SelfCheckFacts;
  isReady: boolean;
  /** Every step was tried: there is nothing else to do. */
  isNext: boolean;
}

/** The end of the walk: the owner is told, with what was checked. It can be reached at any time. */
export function Report({ isReady, isNext, byLink, ...form }: ReportProps) {
  const t = useTranslations("selfCheck.report");
  const [asked, setAsked] = useState(false);
  const [done, setDone] = useState(false);
  // Once it is open it stays: what was typed is not lost to another answer in the steps above.
  const wanted = useOnceTrue(asked || isNext);
  const isOpen = isReady && wanted;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isOpen) title.current?.focus();
  }, [isOpen]);
  if (done) {
    return (
      <Notice tone="success" role="status" title={t("doneTitle")}>
        <p>{t(byLink ? "doneByLink" : "doneOpen")}</p>
      </Notice>
    );
  }
  return (
    <section className="grid gap-4 border-t border-border pt-6">
      <div className="grid gap-1">
        <h2 ref={title} tabIndex={-1} className="text-lg">
          {t("title")}
        </h2>
        <p className="text-muted">{t(isOpen ? "lead" : "offer")}</p>
      </div>
      <noscript>{t("noScript")}</noscript>
      {isOpen ? <ReportForm {...form} onSent={() => setDone(true)} /> : null}
      {isReady && !isOpen ? <Button onClick={() => setAsked(true)}>{t("title")}</Button> : null}
    </section>
  );
}
