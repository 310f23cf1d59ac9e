"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { UTAGE_PERMISSIONS } from "@/lib/domain/operator";

interface PermissionFieldProps {
  value: readonly string[];
  onChange: (permissions: readonly string[]) => void;
  hint?: string | undefined;
  error?: string | undefined;
}

/** The service's eight permissions, and whatever else a list gave this operator, which stays unless it is unticked. */
export function PermissionField({ value, onChange, hint, error }: PermissionFieldProps) {
  const t = useTranslations("operators.form");
  const hintId = useId();
  // Words of the lists stay on show after unticking, so that a slip can be taken back.
  const [own, setOwn] = useState<readonly string[]>([]);
  const unseen = value.filter((name) => ![...UTAGE_PERMISSIONS, ...own].includes(name));
  if (unseen.length > 0) setOwn([...own, ...unseen]);
  const names: readonly string[] = [...UTAGE_PERMISSIONS, ...own];
  const toggle = (name: string, on: boolean) =>
    onChange(names.filter((candidate) => (candidate === name ? on : value.includes(candidate))));
  return (
    <fieldset aria-describedby={hint ? hintId : undefined}>
      <legend className="mb-1 font-medium leading-snug">{t("permissions")}</legend>
      {hint ? (
        <p id={hintId} className="text-sm text-muted">
          {hint}
        </p>
      ) : null}
      <div className="grid sm:grid-cols-2 sm:gap-x-4">
        {names.map((name) => (
          <Checkbox
            key={name}
            label={name}
            checked={value.includes(name)}
            onChange={(event) => toggle(name, event.target.checked)}
          />
        ))}
      </div>
      {error ? <p className="text-sm font-medium text-danger">{error}</p> : null}
    </fieldset>
  );
}
