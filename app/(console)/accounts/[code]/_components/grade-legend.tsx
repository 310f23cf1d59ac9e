import { useTranslations } from "next-intl";
import { GradeBadge } from "@/components/ui/grade-badge";

const GRADES = ["A", "B", "C", "D", "E", null] as const;

/** How to read the letters, small at the foot of the sheet. */
export function GradeLegend() {
  const t = useTranslations("health");
  return (
    <section className="text-sm">
      <h2 className="mb-2 text-sm font-medium text-muted">{t("legend")}</h2>
      <ul className="flex flex-wrap gap-x-6 gap-y-2">
        {GRADES.map((grade) => (
          <li key={grade ?? "none"}>
            <GradeBadge grade={grade} size="sm" />
          </li>
        ))}
      </ul>
    </section>
  );
}
