import "server-only";
import { createTranslator } from "next-intl";
import type { HealthFinding } from "@/lib/domain/health";
import { type AppLocale, TIME_ZONE } from "@/lib/i18n/config";
import { formatDate } from "@/lib/i18n/formats";
import { loadMessages } from "@/lib/i18n/load-messages";

/** A writer of findings (所見) in one language. Source of the texts: `health.findings.<code>` in the message files. */
export async function findingWriter(locale: AppLocale): Promise<(finding: HealthFinding) => string> {
  const messages = await loadMessages(locale);
  const findings = createTranslator({ locale, messages, namespace: "health.findings", timeZone: TIME_ZONE });
  const statuses = createTranslator({ locale, messages, namespace: "contract.statuses", timeZone: TIME_ZONE });
  return ({ code, params }) => {
    const words = Object.entries(params).map(([name, value]) => [name, asWord(name, value)] as const);
    return findings(code, Object.fromEntries(words));
  };

  function asWord(name: string, value: string | number): string | number {
    if (typeof value === "number") return value;
    if (name === "month") return value.replace("-", "/");
    if (name === "on" || name === "since") return formatDate(value);
    return statuses.has(value as "active") ? statuses(value as "active") : value;
  }
}
