import "server-only";
import { LOCALE_COOKIE, parseLocale, parseTheme, THEME_COOKIE } from "@/lib/i18n/config";
import { chosenLocaleCookie, preferenceCookie } from "@/lib/i18n/preference-cookie";
import { sessionCookie } from "../session-cookie";

/** `Set-Cookie` values that carry an owner's language and theme to where pages read them, in place of any earlier choice. */
export function preferenceCookies(owner: { readonly locale: string; readonly theme: string }): string[] {
  const { secure } = sessionCookie().options;
  return [
    preferenceCookie(LOCALE_COOKIE, parseLocale(owner.locale), secure),
    preferenceCookie(THEME_COOKIE, parseTheme(owner.theme), secure),
    chosenLocaleCookie(null, secure),
  ];
}
