import type { ComponentProps } from "react";
import { classNames } from "./class-names";
import { controlClass, Field, type FieldTexts, useFieldIds } from "./field";

interface TextAreaProps extends Omit<ComponentProps<"textarea">, "children">, FieldTexts {}

export function TextArea({ label, hint, error, optional, hideLabel, className, id, rows = 5, ...rest }: TextAreaProps) {
  const field = useFieldIds({ id, hint, error });
  return (
    <Field {...{ label, hint, error, optional, hideLabel, className }} id={field.id}>
      <textarea rows={rows} {...rest} {...field.aria} id={field.id} className={classNames(controlClass, "resize-y")} />
    </Field>
  );
}
