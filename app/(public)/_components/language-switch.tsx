"use client";

import { useRouter } from "next/navigation";
import { useLocale } from "next-intl";
import { useEffect, useState } from "react";
import { LocalePicker } from "@/components/ui/locale-picker";
import { rememberLocale } from "@/lib/client/preferences";
import type { AppLocale } from "@/lib/i18n/config";

/** Language of the public pages, kept in this browser. What was typed stays. */
export function LanguageSwitch() {
  const router = useRouter();
  const locale = useLocale();
  const [chosen, setChosen] = useState<AppLocale>(locale);
  useEffect(() => setChosen(locale), [locale]);
  const change = (next: AppLocale) => {
    setChosen(next);
    rememberLocale(next);
    router.refresh();
  };
  return <LocalePicker value={chosen} onChange={change} hideLabel />;
}
