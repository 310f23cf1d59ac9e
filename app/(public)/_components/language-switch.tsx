"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { LocalePicker } from "@/components/ui/locale-picker";
import { rememberLocale, takeLocaleAlong } from "@/lib/client/preferences";
import type { AppLocale } from "@/lib/i18n/config";

interface LanguageSwitchProps {
  /** Set on the owners' login page: who chooses there means the pages behind it too, whatever was chosen there before. */
  takenAlong?: boolean;
}

/** Language of the public pages, kept in this browser. What was typed stays. */
export function LanguageSwitch({ takenAlong = false }: LanguageSwitchProps) {
  const t = useTranslations("login");
  const router = useRouter();
  const locale = useLocale();
  const [chosen, setChosen] = useState<AppLocale>(locale);
  const [changed, setChanged] = useState(false);
  useEffect(() => setChosen(locale), [locale]);
  const change = (next: AppLocale) => {
    setChosen(next);
    setChanged(true);
    rememberLocale(next);
    if (takenAlong) takeLocaleAlong(next);
    router.refresh();
  };
  return (
    <div className="grid gap-1">
      <LocalePicker value={chosen} onChange={change} hideLabel />
      <p role="status">{takenAlong && changed ? t("languageTakenAlong") : null}</p>
    </div>
  );
}
