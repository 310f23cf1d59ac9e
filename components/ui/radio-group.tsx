import { type ReactNode, useId } from "react";
import { classNames } from "./class-names";
import { FieldError, FieldHint, OptionalMark } from "./field";

export interface RadioOption<Value extends string> {
  value: Value;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean | undefined;
}

interface RadioGroupProps<Value extends string> {
  label: ReactNode;
  options: readonly RadioOption<Value>[];
  /** Controlled with `onChange`; or leave both out and give `defaultValue` and `name` for a plain form. */
  value?: Value | undefined;
  defaultValue?: Value | undefined;
  onChange?: ((value: Value) => void) | undefined;
  name?: string | undefined;
  hint?: ReactNode;
  error?: ReactNode;
  optional?: boolean | undefined;
  hideLabel?: boolean | undefined;
  /** `cards` frames each choice and leaves room for its hint; `row` sets short choices side by side. */
  layout?: "stack" | "row" | "cards" | undefined;
  className?: string | undefined;
}

const layouts = { stack: "grid gap-0.5", row: "flex flex-wrap gap-x-6", cards: "grid gap-2" } as const;
const cardClass =
  "rounded-8 border border-border bg-surface px-4 py-3 has-checked:border-primary has-checked:bg-primary-soft " +
  "has-checked:ring-1 has-checked:ring-primary hover:border-control";

export function RadioGroup<Value extends string>(props: RadioGroupProps<Value>) {
  const { label, options, value, defaultValue, onChange, hint, error, optional, hideLabel, layout = "stack" } = props;
  const id = useId();
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <fieldset className={props.className} aria-describedby={described === "" ? undefined : described}>
      <legend className={hideLabel ? "sr-only" : "mb-1.5 font-medium leading-snug"}>
        {label}
        {optional ? <OptionalMark /> : null}
      </legend>
      <FieldHint id={id}>{hint}</FieldHint>
      <div className={layouts[layout]}>
        {options.map((option) => (
          <label
            key={option.value}
            className={classNames(
              "flex items-start gap-2.5 leading-normal",
              layout === "cards" ? cardClass : "min-h-9 py-1.5",
            )}
          >
            <input
              type="radio"
              name={props.name ?? id}
              value={option.value}
              disabled={option.disabled}
              {...(onChange
                ? { checked: value === option.value, onChange: () => onChange(option.value) }
                : { defaultChecked: defaultValue === option.value })}
              className="mt-[0.1875rem] size-[1.125rem] shrink-0 accent-primary"
            />
            <span className="grid">
              <span>{option.label}</span>
              {option.hint ? <span className="text-sm text-muted">{option.hint}</span> : null}
            </span>
          </label>
        ))}
      </div>
      <FieldError id={id}>{error}</FieldError>
    </fieldset>
  );
}
