import { useTranslations } from "next-intl";
import { type AppLocale, LOCALES } from "@/lib/i18n/config";
import { RadioGroup } from "./radio-group";

interface LocalePickerProps {
  value: AppLocale;
  /** Writes the cookie and reloads what the server renders. */
  onChange: (locale: AppLocale) => void;
  hideLabel?: boolean | undefined;
}

/** Each language is named in itself, so that whoever needs it can find it. */
export function LocalePicker({ value, onChange, hideLabel }: LocalePickerProps) {
  const t = useTranslations("ui.locale");
  const options = LOCALES.map((locale) => ({ value: locale, label: <span lang={locale}>{t(locale)}</span> }));
  return (
    <RadioGroup
      label={t("label")}
      options={options}
      value={value}
      onChange={onChange}
      layout="row"
      hideLabel={hideLabel}
    />
  );
}
