import { useTranslations } from "next-intl";
import { THEMES, type Theme } from "@/lib/i18n/config";
import { RadioGroup } from "./radio-group";

interface ThemePickerProps {
  value: Theme;
  /** Writes the cookie and reloads what the server renders. */
  onChange: (theme: Theme) => void;
}

export function ThemePicker({ value, onChange }: ThemePickerProps) {
  const t = useTranslations("ui.theme");
  const options = THEMES.map((theme) => ({ value: theme, label: t(theme) }));
  return <RadioGroup label={t("label")} options={options} value={value} onChange={onChange} layout="row" />;
}
