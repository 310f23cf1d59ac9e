import { type AppLocale, LOCALE_COOKIE, THEME_COOKIE, type Theme } from "@/lib/i18n/config";
import { chosenLocaleCookie, preferenceCookie } from "@/lib/i18n/preference-cookie";

/** Keeps the language in this browser; pages read it from the next one on. */
export function rememberLocale(locale: AppLocale): void {
  remember(LOCALE_COOKIE, locale);
}

/** Has the next sign-in of an owner in this browser keep this language for the owner, in place of the earlier one. */
export function takeLocaleAlong(locale: AppLocale): void {
  setCookie(chosenLocaleCookie(locale, isSecure()));
}

/** Keeps the theme in this browser; pages read it from the next one on. */
export function rememberTheme(theme: Theme): void {
  remember(THEME_COOKIE, theme);
}

function remember(name: typeof LOCALE_COOKIE | typeof THEME_COOKIE, value: string): void {
  setCookie(preferenceCookie(name, value, isSecure()));
}

function isSecure(): boolean {
  return window.location.protocol === "https:";
}

function setCookie(cookie: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing on plain http, where Kenshin runs too.
  document.cookie = cookie;
}
