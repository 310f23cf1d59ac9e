import { type AppLocale, CHOSEN_LOCALE_COOKIE, type LOCALE_COOKIE, type THEME_COOKIE } from "./config";

/** How long a browser remembers language and theme. Seconds. */
const REMEMBERED_SECONDS = 365 * 24 * 60 * 60;

/** A cookie that holds a language or a theme, as `Set-Cookie` and `document.cookie` take it. Nothing in it is secret. */
export function preferenceCookie(
  name: typeof LOCALE_COOKIE | typeof THEME_COOKIE,
  value: string,
  secure: boolean,
): string {
  return `${name}=${value}; Path=/; Max-Age=${REMEMBERED_SECONDS}; SameSite=Lax${secure ? "; Secure" : ""}`;
}

/** How long a choice made on the login page waits for the sign-in. Seconds. */
const CHOICE_WAITS_SECONDS = 60 * 60;

/** The cookie for a language chosen on the owners' login page, which only their sign-in is sent; null takes it back. */
export function chosenLocaleCookie(locale: AppLocale | null, secure: boolean): string {
  const maxAge = locale === null ? 0 : CHOICE_WAITS_SECONDS;
  const scope = "Path=/api/auth/callback/owner";
  return `${CHOSEN_LOCALE_COOKIE}=${locale ?? ""}; ${scope}; Max-Age=${maxAge}; SameSite=Lax${secure ? "; Secure" : ""}`;
}
