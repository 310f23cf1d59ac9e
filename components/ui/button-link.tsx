import { type ButtonLook, buttonClass } from "./button-class";
import { Link, type LinkProps } from "./link";

interface ButtonLinkProps extends LinkProps, ButtonLook {}

export function ButtonLink({ variant, size, icon, className, children, ...rest }: ButtonLinkProps) {
  return (
    <Link {...rest} className={buttonClass(variant, size, className)}>
      {icon}
      {children}
    </Link>
  );
}
