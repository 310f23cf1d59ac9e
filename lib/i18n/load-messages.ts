import type { Messages } from "next-intl";
import type { AppLocale } from "./config";

/** All messages of one language. The two files have the same keys, which messages.test.ts holds to. */
export async function loadMessages(locale: AppLocale): Promise<Messages> {
  const catalogue = locale === "en" ? await import("./messages/en.json") : await import("./messages/ja.json");
  return catalogue.default;
}
