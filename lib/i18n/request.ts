import { cookies } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { LOCALE_COOKIE, parseLocale, TIME_ZONE } from "./config";
import { loadMessages } from "./load-messages";

export default getRequestConfig(async ({ locale: asked }) => {
  const locale = asked ?? parseLocale((await cookies()).get(LOCALE_COOKIE)?.value);
  return { locale, messages: await loadMessages(locale), timeZone: TIME_ZONE };
});
