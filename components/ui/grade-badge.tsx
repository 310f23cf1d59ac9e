import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

export type LetterGrade = "A" | "B" | "C" | "D" | "E";

interface GradeLook {
  color: string;
  /** Worse grades are filled: they stand out in black and white too. */
  filled: boolean;
  shape: ReactNode;
}

// Each grade has its own outline, so that the sheet reads without colour: circle, rounded square, triangle-topped house,
// diamond, octagon, and a dashed circle where nothing could be checked.
const looks: Record<LetterGrade | "none", GradeLook> = {
  A: { color: "text-grade-a", filled: false, shape: <circle cx="20" cy="20" r="17.5" /> },
  B: { color: "text-grade-b", filled: false, shape: <rect x="3.5" y="3.5" width="33" height="33" rx="8" /> },
  C: { color: "text-grade-c", filled: false, shape: <path d="M20 2.5 37 15.5V37H3V15.5Z" strokeLinejoin="round" /> },
  D: {
    color: "text-grade-d",
    filled: true,
    shape: <path d="M20 1.5 38.5 20 20 38.5 1.5 20Z" strokeLinejoin="round" />,
  },
  E: {
    color: "text-grade-e",
    filled: true,
    shape: <path d="M12.5 2h15L38 12.5v15L27.5 38h-15L2 27.5v-15Z" strokeLinejoin="round" />,
  },
  none: { color: "text-grade-none", filled: false, shape: <circle cx="20" cy="20" r="17.5" strokeDasharray="4 3.5" /> },
};

const sizes = {
  sm: { mark: "size-7", text: "text-sm", gap: "gap-2" },
  md: { mark: "size-10", text: "text-[0.9375rem] font-medium", gap: "gap-2.5" },
  lg: { mark: "size-16 sm:size-20", text: "text-xl font-bold", gap: "gap-4" },
} as const;

interface GradeBadgeProps {
  grade: LetterGrade | null;
  size?: keyof typeof sizes | undefined;
  /** Leaves the meaning to screen readers, where a legend or heading already says it. */
  hideMeaning?: boolean | undefined;
  className?: string | undefined;
}

/** A grade of the sheet: shape, letter and meaning. `null` is a dash: nothing could be checked. */
export function GradeBadge({ grade, size = "md", hideMeaning = false, className }: GradeBadgeProps) {
  const t = useTranslations("ui.grade");
  const look = looks[grade ?? "none"];
  const meaning = t(grade ?? "none");
  const spoken = grade === null ? t("noneLabel", { meaning }) : t("label", { grade, meaning });
  return (
    <span className={classNames("inline-flex items-center align-middle leading-snug", sizes[size].gap, className)}>
      <svg aria-hidden viewBox="0 0 40 40" className={classNames("shrink-0", sizes[size].mark, look.color)}>
        <g fill={look.filled ? "currentColor" : "none"} stroke="currentColor" strokeWidth="2.5">
          {look.shape}
        </g>
        <text
          x="20"
          y={grade === "C" ? 29 : 27.25}
          textAnchor="middle"
          className={classNames("text-[1.25rem] font-bold", look.filled ? "fill-on-grade" : "fill-current")}
        >
          {grade ?? "\u2212"}
        </text>
      </svg>
      <span className="sr-only">{spoken}</span>
      {hideMeaning ? null : (
        <span aria-hidden className={classNames("sm:whitespace-nowrap", sizes[size].text, look.color)}>
          {meaning}
        </span>
      )}
    </span>
  );
}
