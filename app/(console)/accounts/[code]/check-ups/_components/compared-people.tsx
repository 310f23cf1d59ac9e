import { useTranslations } from "next-intl";
import { StatusBadge, type StatusTone } from "@/components/ui/status-badge";
import { TextLink } from "@/components/ui/text-link";
import type { ComparisonItemDto } from "@/lib/schemas/check-up";
import type { Change } from "./comparison-view";

const TONES: Readonly<Record<Change, StatusTone>> = { new: "danger", back: "warning", fixed: "success" };

/** Everybody for whom something has changed; the name leads to the verdict of today. */
export function ComparedPeople({ code, items }: { code: string; items: readonly ComparisonItemDto[] }) {
  const t = useTranslations("checkUps");
  const causes = useTranslations("health.causes");
  if (items.length === 0) return <p className="text-[0.9375rem] text-muted">{t("compare.nobody")}</p>;
  return (
    <ul aria-label={t("compare.people")} className="divide-y divide-border border-y border-border">
      {items.map(({ operatorId, name, email, status, changes }) => (
        <li
          key={operatorId}
          className="grid items-center gap-x-6 gap-y-1.5 py-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,1.2fr)]"
        >
          <div className="grid min-w-0 justify-items-start">
            <span className="flex flex-wrap items-center gap-x-2">
              <TextLink
                href={`/accounts/${code}/diagnosis?operator=${operatorId}`}
                className="inline-flex min-h-6 items-center font-medium break-words max-sm:min-h-11"
              >
                {name === "" ? t("noName") : name}
              </TextLink>
              {status === "deleted" ? <StatusBadge>{t("deleted")}</StatusBadge> : null}
            </span>
            <span className="font-mono text-sm break-all text-muted">{email}</span>
          </div>
          <ul className="flex flex-wrap gap-1.5">
            {changes.map(({ slug, change }) => (
              <li key={slug}>
                <StatusBadge tone={TONES[change]}>
                  {causes(`${slug}.mark`)} {t(`changes.${change}`)}
                </StatusBadge>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
