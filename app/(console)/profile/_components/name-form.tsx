"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { ProblemMessage } from "@/components/problem-message";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { useToast } from "@/components/ui/toast";
import { ApiError } from "@/lib/client/api-error";
import { useUpdateProfile } from "@/lib/client/profile";

interface NameFormProps {
  name: string;
  email: string;
}

export function NameForm({ name: saved, email }: NameFormProps) {
  const t = useTranslations("profile");
  const router = useRouter();
  const toast = useToast();
  const update = useUpdateProfile();
  const [name, setName] = useState(saved);
  const [missing, setMissing] = useState(false);
  const invalid = update.error instanceof ApiError && update.error.fieldError("name") !== undefined;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(name.trim() === "");
    if (name.trim() === "" || update.isPending) return;
    update.mutate(
      { name },
      {
        onSuccess: (profile) => {
          setName((typed) => (typed === name ? profile.name : typed));
          toast.success(t("saved"));
          router.refresh();
        },
      },
    );
  };
  const fault = missing ? t("person.nameMissing") : invalid ? t("person.nameInvalid") : undefined;

  return (
    <form noValidate onSubmit={submit} className="grid gap-5">
      {invalid ? null : <ProblemMessage error={update.error} />}
      <div className="grid gap-0.5">
        <p className="text-[0.9375rem] text-muted">{t("person.email")}</p>
        <p className="font-mono text-[0.9375rem] break-all">{email}</p>
      </div>
      <TextField
        label={t("person.name")}
        name="name"
        autoComplete="name"
        value={name}
        onChange={(event) => setName(event.target.value)}
        error={fault}
      />
      <Button type="submit" className="justify-self-start" pending={update.isPending}>
        {t("person.submit")}
      </Button>
    </form>
  );
}
