import { useTranslations } from "next-intl";

export const MAIN_ID = "main";

export function SkipLink() {
  const t = useTranslations("shell");
  return (
    <a
      href={`#${MAIN_ID}`}
      className="sr-only z-60 rounded-6 bg-primary px-4 py-2 font-medium text-on-primary no-underline focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
    >
      {t("skipToContent")}
    </a>
  );
}
