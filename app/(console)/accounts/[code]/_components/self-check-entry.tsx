import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { CheckedFacts } from "@/components/checked-facts";
import { StatusBadge, type StatusTone } from "@/components/ui/status-badge";
import { formatDateTime } from "@/lib/i18n/formats";
import type { SelfCheckDto } from "@/lib/schemas/self-check";

const TONES: Readonly<Record<SelfCheckDto["outcome"], StatusTone>> = {
  looked: "neutral",
  solved: "success",
  reported: "warning",
};

/** One self-check: when, how it ended, what the person wrote, and what was checked. */
export function SelfCheckEntry({ check, isOpen }: { check: SelfCheckDto; isOpen: boolean }) {
  const t = useTranslations("selfChecks");
  const { at, outcome, report } = check;
  return (
    <details open={isOpen} className="group">
      <summary className="flex min-h-11 list-none flex-wrap items-center gap-x-3 gap-y-1 py-2 [&::-webkit-details-marker]:hidden">
        <span className="font-medium tabular-nums">{formatDateTime(at)}</span>
        <StatusBadge tone={TONES[outcome]}>{t(`outcomes.${outcome}`)}</StatusBadge>
        <ChevronDown aria-hidden className="ml-auto size-5 text-muted group-open:rotate-180" />
      </summary>
      <div className="grid gap-3 pb-4 text-[0.9375rem]">
        {report === null ? null : <Report report={report} />}
        <CheckedFacts facts={check} />
      </div>
    </details>
  );
}

/** A stranger may have written it: it is shown as text, and where its link leads is told before it is opened. */
function Report({ report: { name, note, videoUrl } }: { report: NonNullable<SelfCheckDto["report"]> }) {
  const t = useTranslations("selfChecks");
  return (
    <div className="grid gap-1.5 rounded-8 border border-border bg-sunken px-4 py-3.5">
      <p className="font-medium wrap-anywhere">{t("from", { name })}</p>
      {note === "" ? null : <p className="whitespace-pre-wrap wrap-anywhere">{note}</p>}
      {videoUrl === null ? null : (
        <p className="text-[0.9375rem]">
          {t("video")}
          <a
            href={videoUrl}
            target="_blank"
            rel="noopener noreferrer nofollow"
            className="font-mono break-all text-primary underline underline-offset-4"
          >
            {videoUrl}
          </a>
          <span className="block text-sm text-muted">{t("videoHint")}</span>
        </p>
      )}
    </div>
  );
}
