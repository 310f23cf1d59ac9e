import { LoaderCircle } from "lucide-react";
import type { ComponentProps, MouseEvent } from "react";
import { type ButtonLook, buttonClass } from "./button-class";

interface ButtonProps extends ComponentProps<"button">, ButtonLook {
  /** While true the button keeps its focus and its place but does nothing, so that work is not started twice. */
  pending?: boolean | undefined;
}

export function Button({ variant, size, icon, pending = false, className, children, onClick, ...rest }: ButtonProps) {
  const swallow = (event: MouseEvent) => event.preventDefault();
  return (
    <button
      type="button"
      {...rest}
      {...(pending ? { "aria-disabled": true, "aria-busy": true, onClick: swallow } : { onClick })}
      className={buttonClass(variant, size, className)}
    >
      {pending ? <LoaderCircle aria-hidden className="animate-spin" /> : icon}
      {children}
    </button>
  );
}
