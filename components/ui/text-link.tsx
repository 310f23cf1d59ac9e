import { classNames } from "./class-names";
import { Link, type LinkProps } from "./link";

export function TextLink({ className, ...rest }: LinkProps) {
  return (
    <Link
      {...rest}
      className={classNames("text-primary underline decoration-1 underline-offset-4 hover:decoration-2", className)}
    />
  );
}
