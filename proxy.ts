import { type NextRequest, NextResponse } from "next/server";
import { ASKED_ADDRESS } from "@/lib/asked-address";
import { env } from "@/lib/env";

/**
 * Security headers of every page (S56), and what address it was asked for by. Nothing is authorised here: with this file
 * deleted every forbidden request is still refused (S1), only the headers are missing, and a login leads to the first page.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  // Next reads the nonce for its own scripts from this request header.
  headers.set("content-security-policy", policy);
  // Always set: what a request says of itself here is not believed (S19).
  headers.set(ASKED_ADDRESS, `${request.nextUrl.pathname}${request.nextUrl.search}`);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("cache-control", "no-store");
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set("x-frame-options", "DENY");
  response.headers.set("cross-origin-opener-policy", "same-origin");
  response.headers.set("permissions-policy", "camera=(), microphone=(), geolocation=()");
  response.headers.set(
    "referrer-policy",
    carriesToken(request.nextUrl.pathname) ? "no-referrer" : "strict-origin-when-cross-origin",
  );
  return response;
}

export const config = {
  // Static files carry no data and need no nonce. Answers of the API are no pages: their headers, always the same, are set
  // by next.config.mjs. Each would take a millisecond or two longer, and before a proxy Next holds bodies in memory and
  // cuts them at 10 MB without a word, which would make a short list of a long one.
  matcher: ["/((?!_next/static|favicon.ico|icon.svg|apple-icon.png|api/).*)"],
};

function contentSecurityPolicy(nonce: string): string {
  // React's development build evaluates strings to show server stacks.
  const development = env().NODE_ENV === "development" ? " 'unsafe-eval'" : "";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development}`,
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    // Virtual rows and popups are positioned by style attributes.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(servedOverHttps() ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}

function servedOverHttps(): boolean {
  return env().KENSHIN_URL.startsWith("https://");
}

/** Paths whose last part is a secret must not travel in a Referer. */
function carriesToken(path: string): boolean {
  return path.startsWith("/setup/") || path.includes("/reset-password/") || path.includes("/check/");
}
