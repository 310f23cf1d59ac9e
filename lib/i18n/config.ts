export const LOCALES = ["ja", "en"] as const;
export type AppLocale = (typeof LOCALES)[number];
export const DEFAULT_LOCALE: AppLocale = "ja";
export const LOCALE_COOKIE = "kenshin_locale";
/** Holds a language that was chosen on the owners' login page, until the sign-in that it was chosen for. */
export const CHOSEN_LOCALE_COOKIE = "kenshin_chosen_locale";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];
export const DEFAULT_THEME: Theme = "system";
export const THEME_COOKIE = "kenshin_theme";

export const TIME_ZONE = "Asia/Tokyo";

/** The locale a cookie asks for; anything we do not speak means Japanese. */
export function parseLocale(value: string | undefined): AppLocale {
  return LOCALES.find((locale) => locale === value) ?? DEFAULT_LOCALE;
}

/** The theme a cookie asks for; anything unknown follows the browser. */
export function parseTheme(value: string | undefined): Theme {
  return THEMES.find((theme) => theme === value) ?? DEFAULT_THEME;
}
