import type { LOCALE_COOKIE, THEME_COOKIE } from "./config";

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
