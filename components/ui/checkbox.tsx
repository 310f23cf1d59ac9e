import { type ComponentProps, type ReactNode, useId } from "react";
import { classNames } from "./class-names";
import { FieldError, FieldHint } from "./field";

export const tickClass = "size-[1.125rem] shrink-0 accent-primary disabled:cursor-not-allowed";

interface CheckboxProps extends Omit<ComponentProps<"input">, "children" | "type"> {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
}

export function Checkbox({ label, hint, error, className, id: given, ...rest }: CheckboxProps) {
  const made = useId();
  const id = given ?? made;
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className={classNames("grid gap-1", className)}>
      <label className="flex min-h-9 items-start gap-2.5 py-1.5 leading-normal">
        <input
          {...rest}
          type="checkbox"
          id={id}
          aria-invalid={error ? true : undefined}
          aria-describedby={described === "" ? undefined : described}
          className={classNames(tickClass, "mt-[0.1875rem]")}
        />
        <span>{label}</span>
      </label>
      <div className="pl-7">
        <FieldHint id={id}>{hint}</FieldHint>
        <FieldError id={id}>{error}</FieldError>
      </div>
    </div>
  );
}
