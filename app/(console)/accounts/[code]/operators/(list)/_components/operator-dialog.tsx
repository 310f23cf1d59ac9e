"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { ProblemMessage } from "@/components/problem-message";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { findIncompleteDate } from "@/components/ui/incomplete-date";
import { Notice } from "@/components/ui/notice";
import { TextField } from "@/components/ui/text-field";
import { ApiError } from "@/lib/client/api-error";
import { useReloadOperator } from "@/lib/client/operators";
import type { OperatorDto } from "@/lib/schemas/operator";
import { PermissionField } from "./permission-field";
import { useAnnounceSaved } from "./use-announce-saved";
import { type OperatorForm, useSaveOperator } from "./use-save-operator";

interface OperatorDialogProps {
  account: { code: string; directory: "utage" | "hosted" };
  /** Whom to edit; null adds somebody. */
  operator: OperatorDto | null;
  onClose: () => void;
}

/**
 * Adds or edits one operator. When somebody else was quicker, what was typed stays with the newer values beside it; fields
 * that nobody has touched here become the newer values, or saving would take them back.
 */
export function OperatorDialog({ account, operator, onClose }: OperatorDialogProps) {
  const t = useTranslations("operators.form");
  const formId = useId();
  const [base, setBase] = useState(operator);
  const [form, setForm] = useState<OperatorForm>(() => formOf(operator));
  const [newer, setNewer] = useState<OperatorDto | null>(null);
  const [dateFault, setDateFault] = useState(false);
  const announce = useAnnounceSaved(account);
  const save = useSaveOperator(account, base, (saved, added) => {
    onClose();
    announce(saved, added);
  });
  const reload = useReloadOperator(account.code);
  const errors = { ...save.fieldErrors, ...(dateFault && { registeredOn: t("errors.registeredOn") }) };
  const stale = save.error instanceof ApiError && save.error.code === "stale_operator";
  const gone = newer?.status === "deleted";

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const incomplete = findIncompleteDate(event.currentTarget);
    setDateFault(incomplete !== null);
    incomplete?.focus();
    if (incomplete === null && !save.isPending) save.submit(form);
  }

  function fetchNewer(id: string) {
    reload.mutate(id, {
      onSuccess: (found) => {
        setNewer(found);
        setForm((typed) => mergeForms({ typed, from: formOf(base), to: formOf(found) }));
        setBase(found);
        save.reset();
      },
    });
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      pending={save.isPending}
      title={operator ? t("editTitle") : t("addTitle")}
      lead={t(account.directory === "utage" ? "leadUtage" : operator ? "leadEdit" : "leadHosted")}
      actions={
        <>
          <Button onClick={onClose} disabled={save.isPending}>
            {t("cancel")}
          </Button>
          <Button variant="primary" type="submit" form={formId} pending={save.isPending} disabled={stale || gone}>
            {operator ? t("save") : t("add")}
          </Button>
        </>
      }
    >
      {stale && operator ? (
        <Notice
          tone="warning"
          role="alert"
          title={t("staleTitle")}
          actions={
            <Button size="sm" pending={reload.isPending} onClick={() => fetchNewer(operator.id)}>
              {t("reload")}
            </Button>
          }
        >
          <p>{t("staleBody")}</p>
        </Notice>
      ) : (
        <ProblemMessage error={save.formError} />
      )}
      <ProblemMessage error={reload.error} />
      {gone ? (
        <Notice tone="warning" role="alert" title={t("goneTitle")}>
          <p>{t("goneBody")}</p>
        </Notice>
      ) : newer ? (
        <Notice role="status">
          <p>{t("reloaded")}</p>
        </Notice>
      ) : null}
      <form id={formId} onSubmit={submit} noValidate className="grid gap-5">
        <OperatorFields form={form} setForm={setForm} newer={newer} account={account} errors={errors} />
      </form>
    </Dialog>
  );
}

function formOf(operator: OperatorDto | null): OperatorForm {
  return {
    name: operator?.name ?? "",
    email: operator?.email ?? "",
    permissions: operator?.permissions ?? [],
    registeredOn: operator?.registeredOn ?? "",
  };
}

function mergeForms({ typed, from, to }: Record<"typed" | "from" | "to", OperatorForm>): OperatorForm {
  const merge = <Field extends keyof OperatorForm>(field: Field) =>
    isSame(typed[field], from[field]) ? to[field] : typed[field];
  return {
    name: merge("name"),
    email: merge("email"),
    permissions: merge("permissions"),
    registeredOn: merge("registeredOn"),
  };
}

/** Permissions are the same in any order. */
function isSame(one: string | readonly string[], other: string | readonly string[]): boolean {
  const canonical = (value: string | readonly string[]) =>
    JSON.stringify(typeof value === "string" ? value : value.toSorted());
  return canonical(one) === canonical(other);
}

interface OperatorFieldsProps {
  form: OperatorForm;
  setForm: (form: OperatorForm) => void;
  newer: OperatorDto | null;
  account: OperatorDialogProps["account"];
  errors: Readonly<Partial<Record<keyof OperatorForm, string>>>;
}

function OperatorFields({ form, setForm, newer, account, errors }: OperatorFieldsProps) {
  const t = useTranslations("operators.form");
  const words = useTranslations("operators");
  const current = (value: string | null | undefined, typed: string) =>
    newer && (value ?? "") !== typed ? t("currentValue", { value: value || t("empty") }) : undefined;
  const inWords = (permissions: readonly string[]) => permissions.toSorted().join(words("permissionsSeparator"));
  return (
    <>
      <TextField
        label={t("name")}
        value={form.name}
        onChange={(event) => setForm({ ...form, name: event.target.value })}
        error={errors.name}
        hint={current(newer?.name, form.name)}
        autoComplete="off"
        required
      />
      <TextField
        label={t("email")}
        // Not of type "email": the browser would refuse full-width and old carrier addresses, which are accepted here.
        inputMode="email"
        className="font-mono"
        value={form.email}
        onChange={(event) => setForm({ ...form, email: event.target.value })}
        error={errors.email}
        hint={current(newer?.email, form.email)}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      {account.directory === "utage" ? (
        <TextField
          type="date"
          label={t("registeredOn")}
          optional
          value={form.registeredOn}
          onChange={(event) => setForm({ ...form, registeredOn: event.target.value })}
          error={errors.registeredOn}
          hint={current(newer?.registeredOn, form.registeredOn)}
          max="9999-12-31"
        />
      ) : null}
      <PermissionField
        value={form.permissions}
        onChange={(permissions) => setForm({ ...form, permissions })}
        hint={current(inWords(newer?.permissions ?? []), inWords(form.permissions))}
        error={errors.permissions}
      />
    </>
  );
}
