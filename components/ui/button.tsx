import { LoaderCircle } from "lucide-react";
import type { ComponentProps, MouseEvent } from "react";
import { type ButtonLook, buttonClass } from "./button-class";

interface ButtonProps extends ComponentProps<"button">, ButtonLook {
  /**
   * While true the button keeps its focus and its place but does nothing, so that work is not started twice. A button
   * that has it takes a double click for one: the second may come before the page knows of the work.
   */
  pending?: boolean | undefined;
}

export function Button({ variant, size, icon, pending, className, children, onClick, ...rest }: ButtonProps) {
  const swallow = (event: MouseEvent) => event.preventDefault();
  const once = (event: MouseEvent<HTMLButtonElement>) => (event.detail > 1 ? swallow(event) : onClick?.(event));
  return (
    <button
      type="button"
      {...rest}
      {...(pending
        ? { "aria-disabled": true, "aria-busy": true, onClick: swallow }
        : { onClick: pending === undefined ? onClick : once })}
      className={buttonClass(variant, size, className)}
    >
      {pending ? <LoaderCircle aria-hidden className="animate-spin" /> : icon}
      {children}
    </button>
  );
}
