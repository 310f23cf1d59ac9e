import type { AppLocale } from "./config";
import type messages from "./messages/ja.json";

// Makes an unknown message key or locale a type error everywhere next-intl is used.
declare module "next-intl" {
  interface AppConfig {
    Locale: AppLocale;
    Messages: typeof messages;
  }
}
