"use client";

import { useTranslations } from "next-intl";
import { ApiError } from "@/lib/client/api-error";
import { useCreateOperator, useUpdateOperator } from "@/lib/client/operators";
import type { OperatorDto, OperatorWithWarningsDto } from "@/lib/schemas/operator";

/** What stands in the form, as typed. */
export type OperatorForm = {
  readonly name: string;
  readonly email: string;
  readonly permissions: readonly string[];
  readonly registeredOn: string;
};

const FIELDS = ["name", "email", "permissions", "registeredOn"] as const;
type FieldErrors = Partial<Record<keyof OperatorForm, string>>;

/** Sends the form: a new operator, or `base` as it is to be. */
export function useSaveOperator(
  account: { code: string; directory: "utage" | "hosted" },
  base: OperatorDto | null,
  onSaved: (saved: OperatorWithWarningsDto, added: boolean) => void,
) {
  const t = useTranslations("operators.form");
  const create = useCreateOperator(account.code);
  const update = useUpdateOperator(account.code);
  const { error, isPending, reset } = base ? update : create;

  function submit(form: OperatorForm) {
    const day = account.directory === "utage" ? { registeredOn: form.registeredOn || null } : {};
    const { name, email } = form;
    const permissions = [...form.permissions];
    if (!base) {
      create.mutate({ name, email, permissions, ...day }, { onSuccess: (saved) => onSaved(saved, true) });
      return;
    }
    // A name that a list left empty is not asked for again as long as nobody types one.
    const changes = { ...(name === base.name ? {} : { name }), email, permissions, ...day };
    update.mutate({ id: base.id, version: base.version, ...changes }, { onSuccess: (saved) => onSaved(saved, false) });
  }

  const fieldErrors: FieldErrors = {};
  for (const field of FIELDS) {
    const found = error instanceof ApiError && error.errors.some(({ path }) => path.split(".")[0] === field);
    if (found) fieldErrors[field] = t(`errors.${field}`);
  }
  return {
    submit,
    reset,
    error,
    isPending,
    fieldErrors,
    /** What no field can show. */
    formError: Object.keys(fieldErrors).length > 0 ? null : error,
  };
}
