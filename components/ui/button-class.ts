import type { ReactNode } from "react";
import { classNames } from "./class-names";

export type ButtonVariant = "primary" | "secondary" | "danger" | "ghost";
export type ButtonSize = "md" | "sm";

const variants: Record<ButtonVariant, string> = {
  primary: "border-transparent bg-primary text-on-primary hover:bg-primary-hover",
  secondary: "border-control bg-surface text-text hover:bg-sunken",
  danger: "border-transparent bg-danger text-on-danger hover:bg-danger-hover",
  ghost: "border-transparent text-primary hover:bg-primary-soft",
};
const sizes: Record<ButtonSize, string> = {
  md: "min-h-11 px-4 py-2 text-[0.9375rem]",
  sm: "min-h-9 px-3 py-1 text-sm",
};

export function buttonClass(variant: ButtonVariant = "secondary", size: ButtonSize = "md", className?: string): string {
  return classNames(
    "inline-flex items-center justify-center gap-2 rounded-6 border font-medium leading-snug no-underline",
    "transition-colors duration-100 [&_svg]:size-[1.125em] [&_svg]:shrink-0",
    "disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-60",
    variants[variant],
    sizes[size],
    className,
  );
}

export interface ButtonLook {
  variant?: ButtonVariant | undefined;
  size?: ButtonSize | undefined;
  icon?: ReactNode;
}
