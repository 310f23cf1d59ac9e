import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { classNames } from "./class-names";

export interface FieldTexts {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  /** Says "optional" beside the label; fields are otherwise taken to be required. */
  optional?: boolean | undefined;
  /** Keeps the label for screen readers only. */
  hideLabel?: boolean | undefined;
}

export const controlClass =
  "block w-full min-h-11 rounded-6 border border-control bg-surface px-3 py-2 text-base text-text placeholder:text-muted " +
  "hover:border-text aria-invalid:border-danger aria-invalid:border-2 disabled:cursor-not-allowed disabled:bg-sunken " +
  "disabled:text-muted [&[readonly]]:bg-sunken";

/** The ids and ARIA attributes that tie a control to its label, hint and error. */
export function useFieldIds({
  id: given,
  hint,
  error,
}: {
  id?: string | undefined;
  hint?: ReactNode;
  error?: ReactNode;
}) {
  const made = useId();
  const id = given ?? made;
  const describedBy = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return {
    id,
    aria: {
      "aria-invalid": error ? true : undefined,
      "aria-describedby": describedBy === "" ? undefined : describedBy,
    },
  };
}

export function FieldHint({ id, children }: { id: string; children: ReactNode }) {
  return children ? (
    <p id={`${id}-hint`} className="text-sm text-muted">
      {children}
    </p>
  ) : null;
}

export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return children ? (
    <p id={`${id}-error`} className="flex gap-1.5 text-sm font-medium text-danger">
      <CircleAlert aria-hidden className="mt-1 size-4 shrink-0" />
      <span>{children}</span>
    </p>
  ) : null;
}

export function OptionalMark() {
  const t = useTranslations("ui");
  return <span className="ml-2 text-sm font-normal text-muted">{t("optional")}</span>;
}

interface FieldProps extends FieldTexts {
  id: string;
  className?: string | undefined;
  children: ReactNode;
}

export function Field({ id, label, hint, error, optional, hideLabel, className, children }: FieldProps) {
  return (
    <div className={classNames("grid content-start gap-1.5", className)}>
      <label htmlFor={id} className={hideLabel ? "sr-only" : "font-medium leading-snug"}>
        {label}
        {optional ? <OptionalMark /> : null}
      </label>
      <FieldHint id={id}>{hint}</FieldHint>
      {children}
      <FieldError id={id}>{error}</FieldError>
    </div>
  );
}
