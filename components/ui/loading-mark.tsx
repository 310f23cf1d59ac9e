import { useTranslations } from "next-intl";

/** Says at the top of the window that something is on its way; only when that takes a moment (loading-mark.css). */
export function LoadingMark() {
  const t = useTranslations("ui");
  return (
    <div role="status" className="loading-mark">
      <span className="sr-only">{t("loading")}</span>
    </div>
  );
}
