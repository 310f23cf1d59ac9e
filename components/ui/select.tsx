import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { classNames } from "./class-names";
import { controlClass, Field, type FieldTexts, useFieldIds } from "./field";

export interface SelectOption {
  value: string;
  label: string;
  disabled?: boolean | undefined;
}

interface SelectProps extends Omit<ComponentProps<"select">, "children">, FieldTexts {
  options: readonly SelectOption[];
}

/** The browser's own select: it works before the page's scripts have arrived, and a phone shows its own wheel. */
export function Select({ label, hint, error, optional, hideLabel, className, id, options, ...rest }: SelectProps) {
  const field = useFieldIds({ id, hint, error });
  return (
    <Field {...{ label, hint, error, optional, hideLabel, className }} id={field.id}>
      <span className="relative block">
        <select {...rest} {...field.aria} id={field.id} className={classNames(controlClass, "appearance-none pr-10")}>
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown
          aria-hidden
          className="pointer-events-none absolute top-1/2 right-3 size-5 -translate-y-1/2 text-muted"
        />
      </span>
    </Field>
  );
}
