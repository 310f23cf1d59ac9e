import type { ComponentProps } from "react";
import { classNames } from "./class-names";
import { controlClass, Field, type FieldTexts, useFieldIds } from "./field";

interface TextFieldProps extends Omit<ComponentProps<"input">, "children">, FieldTexts {}

export function TextField({ label, hint, error, optional, hideLabel, className, id, type, ...rest }: TextFieldProps) {
  const field = useFieldIds({ id, hint, error });
  return (
    <Field {...{ label, hint, error, optional, hideLabel, className }} id={field.id}>
      <input
        type={type ?? "text"}
        {...rest}
        {...field.aria}
        id={field.id}
        className={classNames(controlClass, (type === "email" || type === "url") && "font-mono text-[0.9375rem]")}
      />
    </Field>
  );
}
