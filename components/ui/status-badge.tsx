import type { ReactNode } from "react";
import { classNames } from "./class-names";

export type StatusTone = "neutral" | "info" | "success" | "warning" | "danger";

const tones: Record<StatusTone, string> = {
  neutral: "border-border bg-sunken text-muted",
  info: "border-info-line bg-info-soft text-info",
  success: "border-success-line bg-success-soft text-success",
  warning: "border-warning-line bg-warning-soft text-warning",
  danger: "border-danger-line bg-danger-soft text-danger",
};

interface StatusBadgeProps {
  tone?: StatusTone;
  icon?: ReactNode;
  /** For more than a word: it may take a second line where there is no room for one. */
  wraps?: boolean;
  children: ReactNode;
}

/** A state in one word. The word carries the meaning; the colour only repeats it. */
export function StatusBadge({ tone = "neutral", icon, wraps = false, children }: StatusBadgeProps) {
  return (
    <span
      className={classNames(
        "inline-flex items-center gap-1 rounded-4 border px-2 py-0.5 text-[0.8125rem] font-medium leading-snug [&_svg]:size-3.5",
        !wraps && "whitespace-nowrap",
        tones[tone],
      )}
    >
      {icon}
      {children}
    </span>
  );
}
