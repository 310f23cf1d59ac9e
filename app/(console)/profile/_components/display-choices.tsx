"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ProblemMessage } from "@/components/problem-message";
import { LocalePicker } from "@/components/ui/locale-picker";
import { ThemePicker } from "@/components/ui/theme-picker";
import { useToast } from "@/components/ui/toast";
import { rememberLocale, rememberTheme } from "@/lib/client/preferences";
import { useUpdateProfile } from "@/lib/client/profile";
import type { AppLocale, Theme } from "@/lib/i18n/config";

interface DisplayChoicesProps {
  locale: AppLocale;
  theme: Theme;
}

/** Language and theme: saved for the owner, who finds them in every browser, and shown here at once. */
export function DisplayChoices(saved: DisplayChoicesProps) {
  const t = useTranslations("profile");
  const router = useRouter();
  const toast = useToast();
  const update = useUpdateProfile();
  const [chosen, setChosen] = useState(saved);

  const change = (part: Partial<DisplayChoicesProps>) => {
    setChosen({ ...chosen, ...part });
    update.mutate(part, {
      onSuccess: ({ locale, theme }) => {
        rememberLocale(locale);
        rememberTheme(theme);
        toast.success(t("saved"));
        router.refresh();
      },
      onError: () => setChosen(chosen),
    });
  };
  return (
    <>
      <ProblemMessage error={update.error} />
      <LocalePicker value={chosen.locale} onChange={(locale) => change({ locale })} />
      <ThemePicker value={chosen.theme} onChange={(theme) => change({ theme })} />
    </>
  );
}
