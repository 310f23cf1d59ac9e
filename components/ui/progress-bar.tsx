import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";

interface ProgressBarProps {
  label: ReactNode;
  /** 0 to 100; `null` while nobody knows how much there is. */
  value: number | null;
  /** What is left, in seconds; `null` while nobody can tell. */
  remainingSeconds?: number | null | undefined;
}

export function ProgressBar({ label, value, remainingSeconds = null }: ProgressBarProps) {
  const t = useTranslations("ui");
  const id = useId();
  const percent = value === null ? null : Math.max(0, Math.min(100, Math.round(value)));
  const known = percent === null ? {} : { "aria-valuenow": percent, "aria-valuemin": 0, "aria-valuemax": 100 };
  return (
    <div className="grid gap-1.5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span id={id} className="font-medium">
          {label}
        </span>
        <span className="text-sm text-muted tabular-nums">
          {percent === null ? null : t("progress", { percent })}
          {remainingSeconds === null ? null : <span className="ml-3">{t("remaining", roughly(remainingSeconds))}</span>}
        </span>
      </div>
      <div
        role="progressbar"
        aria-labelledby={id}
        {...known}
        className="h-2 overflow-hidden rounded-full bg-border forced-colors:outline"
      >
        {percent === null ? (
          <div className="h-full w-full animate-pulse bg-primary forced-colors:bg-[Highlight]" />
        ) : (
          <div
            className="h-full bg-primary transition-[width] duration-300 forced-colors:bg-[Highlight]"
            style={{ width: `${percent}%` }}
          />
        )}
      </div>
    </div>
  );
}

/** An estimate is not told to the second: steps of ten, then whole minutes. */
function roughly(seconds: number): { minutes: number; seconds: number } {
  const tens = Math.ceil(seconds / 10) * 10;
  return tens < 60 ? { minutes: 0, seconds: tens } : { minutes: Math.ceil(seconds / 60), seconds: 0 };
}
