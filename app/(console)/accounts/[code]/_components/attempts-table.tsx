import { useTranslations } from "next-intl";
import { classNames } from "@/components/ui/class-names";
import type { AttemptCounts, AttemptOutcome } from "@/lib/server/login-attempts/count-attempts";

const cellClass = "border-b border-border py-1.5 text-left font-normal";
const countClass = "pl-4 text-right whitespace-nowrap tabular-nums";

/** The same tries as figures, by how they ended. */
export function AttemptsTable({ counts: { totals, total } }: { counts: AttemptCounts }) {
  const t = useTranslations("health.attempts");
  const nameOf = useOutcomeName();
  return (
    <table className="w-full self-start border-separate border-spacing-0 text-[0.9375rem] leading-normal">
      <caption className="sr-only">{t("table")}</caption>
      <thead>
        <tr className="text-sm text-muted">
          <th scope="col" className={classNames(cellClass, "font-medium")}>
            {t("outcome")}
          </th>
          <th scope="col" className={classNames(cellClass, countClass, "font-medium")}>
            {t("tries")}
          </th>
        </tr>
      </thead>
      <tbody>
        {totals.map(({ outcome, count }) => (
          <tr key={outcome} className={count === 0 ? "text-muted" : undefined}>
            <th scope="row" className={cellClass}>
              {nameOf(outcome)}
            </th>
            <td className={classNames(cellClass, countClass)}>{t("count", { count })}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className="font-bold">
          <th scope="row" className="pt-1.5 text-left">
            {t("total")}
          </th>
          <td className={classNames("pt-1.5", countClass)}>{t("count", { count: total })}</td>
        </tr>
      </tfoot>
    </table>
  );
}

function useOutcomeName(): (outcome: AttemptOutcome) => string {
  const t = useTranslations("health");
  return (outcome) => {
    if (outcome === "success" || outcome === "unknown-address") return t(`attempts.outcomes.${outcome}`);
    return `${t(`causes.${outcome}.mark`)} ${t(`causes.${outcome}.name`)}`;
  };
}
