import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { classNames } from "./class-names";

interface StepsProps {
  label: string;
  steps: readonly string[];
  /** Index of the step one is at; equal to the length when all are done. */
  current: number;
}

/** Where one is in a task of a few steps. On a phone only the present one is spelled out. */
export function Steps({ label, steps, current }: StepsProps) {
  const t = useTranslations("ui");
  return (
    <ol aria-label={label} className="flex items-center gap-2 text-[0.9375rem]">
      {steps.map((step, index) => (
        <li
          key={step}
          aria-current={index === current ? "step" : undefined}
          className={classNames(
            "flex min-w-0 items-center gap-2",
            index > 0 && "before:h-px before:w-4 before:bg-control sm:before:w-8",
          )}
        >
          <span
            aria-hidden
            className={classNames(
              "inline-flex size-7 shrink-0 items-center justify-center rounded-full border text-sm tabular-nums",
              index < current && "border-primary text-primary",
              index === current && "border-primary bg-primary font-bold text-on-primary",
              index > current && "border-control text-muted",
            )}
          >
            {index < current ? <Check className="size-4" /> : index + 1}
          </span>
          <span className={classNames("leading-snug", index === current ? "font-bold" : "text-muted max-sm:sr-only")}>
            {step}
          </span>
          {index < current ? <span className="sr-only">{t("stepDone")}</span> : null}
        </li>
      ))}
    </ol>
  );
}
