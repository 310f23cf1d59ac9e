import { useTranslations } from "next-intl";
import { StatusBadge, type StatusTone } from "@/components/ui/status-badge";
import type { CheckUpChange } from "@/lib/domain/check-up";
import type { ComparisonItemDto } from "@/lib/schemas/check-up";
import { PersonRow } from "../../_components/person-row";

const TONES: Readonly<Record<CheckUpChange, StatusTone>> = { new: "danger", back: "warning", fixed: "success" };

/** Everybody for whom something has changed. */
export function ComparedPeople({ code, items }: { code: string; items: readonly ComparisonItemDto[] }) {
  const t = useTranslations("checkUps");
  const causes = useTranslations("health.causes");
  if (items.length === 0) return <p className="text-[0.9375rem] text-muted">{t("compare.nobody")}</p>;
  return (
    <ul aria-label={t("compare.people")} className="divide-y divide-border border-y border-border">
      {items.map(({ operatorId, name, email, status, changes }) => (
        <PersonRow
          key={operatorId}
          {...{ code, operatorId, email }}
          name={name === "" ? t("noName") : name}
          mark={status === "deleted" ? <StatusBadge>{t("deleted")}</StatusBadge> : null}
        >
          {changes.map(({ slug, change }) => (
            <li key={slug}>
              <StatusBadge tone={TONES[change]}>
                {causes(`${slug}.mark`)} {t(`changes.${change}`)}
              </StatusBadge>
            </li>
          ))}
        </PersonRow>
      ))}
    </ul>
  );
}
