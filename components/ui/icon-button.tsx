import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";

interface IconButtonProps extends Omit<ComponentProps<"button">, "children"> {
  /** What a screen reader says, and the tip a mouse shows. */
  label: string;
  icon: ReactNode;
}

export function IconButton({ label, icon, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      title={label}
      className={classNames(
        "inline-flex size-9 shrink-0 items-center justify-center rounded-6 text-muted [&_svg]:size-5",
        "hover:bg-sunken hover:text-text",
        className,
      )}
    >
      {icon}
    </button>
  );
}
