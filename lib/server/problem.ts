import "server-only";
import { STATUS_CODES } from "node:http";
import { createTranslator } from "next-intl";
import { type AppLocale, LOCALE_COOKIE, LOCALES, parseLocale, TIME_ZONE } from "@/lib/i18n/config";
import { loadMessages } from "@/lib/i18n/load-messages";
import type { AppError, ErrorCode, ErrorParams } from "./errors";
import { readCookie } from "./session-cookie";

/** The language of an answer: the console's own choice, else what the client asks for, else Japanese. */
export function requestLocale(request: Request): AppLocale {
  const chosen = readCookie(request.headers.get("cookie"), LOCALE_COOKIE);
  if (chosen) return parseLocale(chosen);
  const asked = request.headers.get("accept-language")?.trim().slice(0, 2).toLowerCase();
  return parseLocale(LOCALES.find((locale) => locale === asked));
}

/** What happened and what to do, for a person. Source of the texts: `errors.<code>` in the message files. */
export async function errorText(code: ErrorCode, params: ErrorParams, locale: AppLocale): Promise<string> {
  const messages = await loadMessages(locale);
  const translate = createTranslator({ locale, messages, namespace: "errors", timeZone: TIME_ZONE });
  const values = Object.entries(params).map(([name, value]) => [name, value === null ? "" : value.toString()]);
  return translate(code, Object.fromEntries(values));
}

/** An error as RFC 9457 problem+json: a stable code, a sentence in the reader's language, and the request's id. */
export async function problemResponse(error: AppError, requestId: string, locale: AppLocale): Promise<Response> {
  const problem = {
    type: `urn:kenshin:problem:${error.code}`,
    title: STATUS_CODES[error.status],
    status: error.status,
    code: error.code,
    detail: await errorText(error.code, error.params, locale),
    requestId,
    ...(error.errors ? { errors: error.errors } : {}),
  };
  return new Response(JSON.stringify(problem), {
    status: error.status,
    headers: {
      "content-type": "application/problem+json; charset=utf-8",
      "cache-control": "no-store",
      "x-request-id": requestId,
    },
  });
}
