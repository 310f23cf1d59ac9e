"use client";

import { useTranslations } from "next-intl";
import { useOpenCaseCount } from "@/lib/client/cases";
import { formatNumber } from "@/lib/i18n/formats";

/** How many people could not sign in and are not proven repaired; nothing when there are none. */
export function OpenCaseCount({ code, counted }: { code: string; counted: number }) {
  const t = useTranslations("shell");
  const count = useOpenCaseCount(code, counted);
  if (count === 0) return null;
  return (
    <span className="rounded-full bg-danger px-2 text-sm font-medium text-on-danger tabular-nums">
      <span aria-hidden>{formatNumber(count)}</span>
      <span className="sr-only">{t("openCases", { count })}</span>
    </span>
  );
}
