import { useTranslations } from "next-intl";
import { GradeBadge } from "@/components/ui/grade-badge";
import { TextLink } from "@/components/ui/text-link";
import type { ComparisonView } from "@/lib/client/check-ups";
import { CHECK_UP_CHANGES, type CheckUpChange } from "@/lib/domain/check-up";
import type { ComparisonDto } from "@/lib/schemas/check-up";

interface ComparedCausesProps {
  causes: ComparisonDto["causes"];
  hrefOf: (cause: ComparisonView["cause"], change: CheckUpChange) => string;
}

type Cause = ComparisonDto["causes"][number];
const headClass = "border-b border-border bg-sunken px-3 py-2.5 text-left text-sm font-medium text-muted";
const cellClass = "px-3 py-3 text-left align-top font-normal sm:border-b sm:border-border max-sm:py-1";

/** The six causes, each as it was and as it is; on a phone each is a card. */
export function ComparedCauses({ causes, hrefOf }: ComparedCausesProps) {
  const t = useTranslations("checkUps");
  return (
    <table className="w-full border-separate border-spacing-0 border-t border-border text-[0.9375rem] leading-normal max-sm:block">
      <caption className="sr-only">{t("compare.causes")}</caption>
      <thead className="max-sm:sr-only">
        <tr>
          {(["item", "before", "after"] as const).map((column) => (
            <th key={column} scope="col" className={`${headClass} ${column === "item" ? "sm:w-44" : ""}`}>
              {t(`compare.columns.${column}`)}
            </th>
          ))}
          {CHECK_UP_CHANGES.map((change) => (
            <th key={change} scope="col" className={`${headClass} sm:w-20 sm:text-right`}>
              {t(`changes.${change}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-sm:grid max-sm:gap-3 max-sm:pt-3">
        {causes.map((row) => (
          <CauseRow key={row.slug} row={row} hrefOf={hrefOf} />
        ))}
      </tbody>
    </table>
  );
}

function CauseRow({ row, hrefOf }: { row: Cause; hrefOf: ComparedCausesProps["hrefOf"] }) {
  const t = useTranslations("checkUps");
  const causes = useTranslations("health.causes");
  return (
    <tr className="max-sm:grid max-sm:grid-cols-2 max-sm:rounded-8 max-sm:border max-sm:border-border max-sm:py-2">
      <th scope="row" className={`${cellClass} font-bold max-sm:col-span-2`}>
        {causes(`${row.slug}.mark`)} {causes(`${row.slug}.name`)}
      </th>
      {(["before", "after"] as const).map((side) => (
        <td key={side} className={`${cellClass} min-w-0`}>
          <span aria-hidden className="block text-sm text-muted sm:hidden">
            {t(`compare.columns.${side}`)}
          </span>
          <GradeBadge grade={row[side].grade} size="sm" className="max-sm:flex-wrap" />
          <span className="mt-1 block text-sm text-muted">{row[side].summary}</span>
        </td>
      ))}
      {CHECK_UP_CHANGES.map((change) => (
        <td
          key={change}
          className={`${cellClass} tabular-nums sm:text-right ${row[change] === 0 ? "max-sm:hidden" : ""}`}
        >
          <span className="text-sm text-muted sm:hidden">{t(`changes.${change}`)} </span>
          {row[change] === 0 ? (
            <span className="text-muted">0</span>
          ) : (
            <TextLink href={hrefOf(row.slug, change)} scroll={false} className="font-bold">
              {t("compare.peopleCount", { count: row[change] })}
              <span className="sr-only">{t(`changes.${change}`)}</span>
            </TextLink>
          )}
        </td>
      ))}
    </tr>
  );
}
