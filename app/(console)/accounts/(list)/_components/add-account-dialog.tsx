"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { ProblemMessage, useProblemText } from "@/components/problem-message";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { RadioGroup } from "@/components/ui/radio-group";
import { TextField } from "@/components/ui/text-field";
import { useToast } from "@/components/ui/toast";
import { useCreateAccount } from "@/lib/client/accounts";
import { ApiError } from "@/lib/client/api-error";
import { LoginUrlReading } from "./login-url-reading";

interface AddAccountDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Kenshin's own address, from the settings. */
  kenshinOrigin: string;
}

/** What is wrong with the address stands beside the address; everything else below the form. */
const ABOUT_URL = ["operator_url_needed", "code_taken"];
const NAME_MAX = 100;

export function AddAccountDialog({ open, onOpenChange, kenshinOrigin }: AddAccountDialogProps) {
  const t = useTranslations("accounts.form");
  const create = useCreateAccount();
  const change = (next: boolean) => {
    create.reset();
    onOpenChange(next);
  };
  return (
    <Dialog open={open} onOpenChange={change} pending={create.isPending} title={t("title")} size="lg">
      <AddAccountForm kenshinOrigin={kenshinOrigin} create={create} onClose={() => change(false)} />
    </Dialog>
  );
}

interface AddAccountFormProps {
  kenshinOrigin: string;
  create: ReturnType<typeof useCreateAccount>;
  onClose: () => void;
}

function AddAccountForm({ kenshinOrigin, create, onClose }: AddAccountFormProps) {
  const t = useTranslations("accounts.form");
  const ui = useTranslations("ui");
  const id = useId();
  const router = useRouter();
  const toast = useToast();
  const problemText = useProblemText();
  const [directory, setDirectory] = useState<"utage" | "hosted">("utage");
  const [url, setUrl] = useState("");
  const [name, setName] = useState("");
  const [nameFault, setNameFault] = useState<"nameMissing" | "nameInvalid" | null>(null);
  const aboutUrl = create.error instanceof ApiError && ABOUT_URL.includes(create.error.code);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const fault = name.trim() === "" ? "nameMissing" : name.trim().length > NAME_MAX ? "nameInvalid" : null;
    setNameFault(fault);
    if (fault !== null || create.isPending) return;
    create.mutate(directory === "utage" ? { name, directory, loginPageUrl: url } : { name, directory }, {
      onSuccess: (account) => {
        toast.success(t("added", { name: account.name }));
        onClose();
        router.push(`/accounts/${account.code}`);
      },
    });
  };
  return (
    <form id={id} onSubmit={submit} className="grid gap-5" noValidate>
      <RadioGroup
        label={t("directory")}
        layout="cards"
        value={directory}
        onChange={setDirectory}
        options={[
          { value: "utage", label: t("utage"), hint: t("utageHint") },
          { value: "hosted", label: t("hosted"), hint: t("hostedHint") },
        ]}
      />
      {directory === "utage" ? (
        <div className="grid gap-2">
          <TextField
            label={t("url")}
            hint={t("urlHint")}
            type="url"
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            placeholder="https://utage-system.com/operator/…/login"
            value={url}
            onChange={(event) => {
              setUrl(event.target.value);
              create.reset();
            }}
            error={aboutUrl ? problemText(create.error).text : undefined}
          />
          {aboutUrl ? null : <LoginUrlReading typed={url} kenshinOrigin={kenshinOrigin} />}
        </div>
      ) : null}
      <TextField
        label={t("name")}
        hint={t("nameHint")}
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.target.value)}
        error={nameFault === null ? undefined : t(nameFault)}
      />
      {aboutUrl ? null : <ProblemMessage error={create.error} />}
      <div className="grid grid-cols-2 gap-3 sm:flex sm:justify-end">
        <Button onClick={onClose} disabled={create.isPending}>
          {ui("cancel")}
        </Button>
        <Button type="submit" variant="primary" pending={create.isPending}>
          {t("submit")}
        </Button>
      </div>
    </form>
  );
}
