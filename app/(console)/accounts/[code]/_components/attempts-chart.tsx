import { useTranslations } from "next-intl";
import { Sheet } from "@/components/ui/sheet";
import { formatDate } from "@/lib/i18n/formats";
import type { AttemptCounts, DayOfAttempts } from "@/lib/server/login-attempts/count-attempts";
import { attemptBars, busiestDay, CHART } from "./attempt-bars";
import { AttemptsTable } from "./attempts-table";

const PATTERN = "attempts-refused";

/** Who came in and who did not, day by day, and for what cause. Rendered on the server: pictures need no script. */
export function AttemptsChart({ counts }: { counts: AttemptCounts }) {
  const t = useTranslations("health.attempts");
  const isEmpty = counts.total === 0;
  return (
    <Sheet title={t("title")} lead={isEmpty ? undefined : t("lead")} className="break-inside-avoid">
      {isEmpty ? (
        <p className="text-muted">{t("none")}</p>
      ) : (
        <div className="grid gap-x-10 gap-y-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,20rem)] print:grid-cols-[minmax(0,1fr)_minmax(0,16rem)]">
          <Bars days={counts.days} />
          <AttemptsTable counts={counts} />
        </div>
      )}
    </Sheet>
  );
}

function Bars({ days }: { days: readonly DayOfAttempts[] }) {
  const t = useTranslations("health.attempts");
  const peak = busiestDay(days);
  const busiest = days.find(({ success, refused }) => success + refused === peak);
  const first = days.at(0)?.day ?? "";
  const last = days.at(-1)?.day ?? "";
  const dates = { from: formatDate(first), to: formatDate(last), busiest: formatDate(busiest?.day ?? "") };
  return (
    <div className="grid content-start gap-2 text-sm">
      <Legend />
      <p aria-hidden className="text-muted tabular-nums">
        {t("count", { count: peak })}
      </p>
      {/* Only the width is stretched: the stripes run across, and stay as they are at any width. */}
      <svg
        role="img"
        aria-label={t("chart", { ...dates, count: peak })}
        viewBox={`0 0 ${CHART.width} ${CHART.height}`}
        preserveAspectRatio="none"
        className="h-48 w-full border-y border-border"
      >
        <Stripes />
        {attemptBars(days).map(({ day, x, width, success, refused }) => (
          <g key={day}>
            <rect x={x} y={success.y} width={width} height={success.height} className="fill-primary" />
            <rect x={x} y={refused.y} width={width} height={refused.height} fill={`url(#${PATTERN})`} />
          </g>
        ))}
      </svg>
      <p aria-hidden className="flex justify-between text-muted tabular-nums">
        <span>{dates.from}</span>
        <span>{dates.to}</span>
      </p>
    </div>
  );
}

/** Striped, so that it can be told from what succeeded without its colour, too. */
function Stripes() {
  return (
    <defs>
      <pattern id={PATTERN} width="8" height="4" patternUnits="userSpaceOnUse">
        <rect width="8" height="4" className="fill-danger-soft" />
        <rect width="8" height="2.5" className="fill-danger" />
      </pattern>
    </defs>
  );
}

function Legend() {
  const t = useTranslations("health.attempts");
  return (
    <ul className="flex flex-wrap gap-x-6 gap-y-1">
      <li className="flex items-center gap-2">
        <svg aria-hidden viewBox="0 0 16 16" className="size-4">
          <rect width="16" height="16" className="fill-primary" />
        </svg>
        {t("outcomes.success")}
      </li>
      <li className="flex items-center gap-2">
        <svg aria-hidden viewBox="0 0 16 16" className="size-4">
          <rect width="16" height="16" fill={`url(#${PATTERN})`} />
        </svg>
        {t("refused")}
      </li>
    </ul>
  );
}
