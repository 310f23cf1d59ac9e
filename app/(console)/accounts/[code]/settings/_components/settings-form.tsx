"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { ProblemMessage } from "@/components/problem-message";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/sheet";
import { TextField } from "@/components/ui/text-field";
import { useToast } from "@/components/ui/toast";
import { useUpdateAccount } from "@/lib/client/accounts";
import { ApiError } from "@/lib/client/api-error";

interface SettingsFormProps {
  code: string;
  directory: "utage" | "hosted";
  name: string;
  customDomain: string;
}

const NAME_MAX = 100;

export function SettingsForm({ code, directory, ...saved }: SettingsFormProps) {
  const t = useTranslations("settings");
  const router = useRouter();
  const toast = useToast();
  const update = useUpdateAccount(code);
  const [name, setName] = useState(saved.name);
  const [customDomain, setCustomDomain] = useState(saved.customDomain);
  const [nameFault, setNameFault] = useState<"nameMissing" | "nameInvalid" | null>(null);
  const domainFault = update.error instanceof ApiError && update.error.fieldError("customDomain") !== undefined;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const fault = name.trim() === "" ? "nameMissing" : name.trim().length > NAME_MAX ? "nameInvalid" : null;
    setNameFault(fault);
    if (fault !== null || update.isPending) return;
    const domain = customDomain.trim() === "" ? null : customDomain;
    update.mutate(directory === "utage" ? { name, customDomain: domain } : { name }, {
      onSuccess: (account) => {
        // What was typed while this was on its way stays typed.
        setName((typed) => (typed === name ? account.name : typed));
        setCustomDomain((typed) => (typed === customDomain ? (account.customDomain ?? "") : typed));
        toast.success(t("saved"));
        // The name stands in the header too, which the server renders.
        router.refresh();
      },
    });
  };
  return (
    <Sheet title={t(`basic.${directory}`)}>
      <form onSubmit={submit} className="grid max-w-xl gap-5" noValidate>
        <TextField
          label={t("name")}
          hint={t("nameHint")}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={nameFault === null ? undefined : t(nameFault)}
        />
        {directory === "utage" ? (
          <TextField
            label={t("customDomain")}
            hint={t("customDomainHint")}
            optional
            type="url"
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            maxLength={253}
            value={customDomain}
            onChange={(event) => setCustomDomain(event.target.value)}
            error={domainFault ? t("customDomainInvalid") : undefined}
          />
        ) : null}
        {domainFault ? null : <ProblemMessage error={update.error} />}
        <Button type="submit" variant="primary" pending={update.isPending} className="justify-self-start max-sm:w-full">
          {t("save")}
        </Button>
      </form>
    </Sheet>
  );
}
