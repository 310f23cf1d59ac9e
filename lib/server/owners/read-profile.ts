import "server-only";
import { type AppLocale, parseLocale, parseTheme, type Theme } from "@/lib/i18n/config";
import type { OwnerSession } from "../session";

export type OwnerProfile = { id: string; name: string; email: string; locale: AppLocale; theme: Theme };

/** An owner's row as the profile shows it. */
export function toOwnerProfile(owner: OwnerSession["owner"]): OwnerProfile {
  const { id, name, email, locale, theme } = owner;
  return { id, name, email, locale: parseLocale(locale), theme: parseTheme(theme) };
}
