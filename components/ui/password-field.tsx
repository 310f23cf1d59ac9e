"use client";

import { Eye, EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ComponentProps, useState } from "react";
import { classNames } from "./class-names";
import { controlClass, Field, type FieldTexts, useFieldIds } from "./field";
import { IconButton } from "./icon-button";

interface PasswordFieldProps extends Omit<ComponentProps<"input">, "children" | "type">, FieldTexts {
  autoComplete: "current-password" | "new-password";
}

/** A password can be looked at while it is typed: full-width input is never repaired, so it has to be seen. */
export function PasswordField({ label, hint, error, hideLabel, className, id, ...rest }: PasswordFieldProps) {
  const t = useTranslations("ui");
  const [shown, setShown] = useState(false);
  const field = useFieldIds({ id, hint, error });
  return (
    <Field {...{ label, hint, error, hideLabel, className }} id={field.id}>
      <span className="relative block">
        <input
          spellCheck={false}
          autoCapitalize="none"
          {...rest}
          {...field.aria}
          id={field.id}
          type={shown ? "text" : "password"}
          className={classNames(controlClass, "pr-12 font-mono")}
        />
        <IconButton
          className="absolute top-1/2 right-1 -translate-y-1/2"
          label={shown ? t("hidePassword") : t("showPassword")}
          icon={shown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
          onClick={() => setShown(!shown)}
        />
      </span>
    </Field>
  );
}
