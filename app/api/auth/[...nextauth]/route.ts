import { randomUUID } from "node:crypto";
import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { env } from "@/lib/env";
import { CHOSEN_LOCALE_COOKIE, LOCALES } from "@/lib/i18n/config";
import { authOptions } from "@/lib/server/auth-options";
import { AppError, isDatabaseUnavailable } from "@/lib/server/errors";
import { log } from "@/lib/server/log";
import { preferenceCookies } from "@/lib/server/owners/preference-cookies";
import { updateProfile } from "@/lib/server/owners/update-profile";
import { problemResponse, requestLocale } from "@/lib/server/problem";
import { requireOwnOrigin } from "@/lib/server/route";
import { sessionFromCookies } from "@/lib/server/session";
import { readCookie, sessionCookie } from "@/lib/server/session-cookie";
import { readSignInForm } from "@/lib/server/sign-in-form";

type NextAuthContext = { params: Promise<{ nextauth: string[] }> };

// What sign-in needs. The rest of what next-auth would answer to (its log, updates of the token) has no use here.
const ACTIONS: Readonly<Record<"GET" | "POST", readonly string[]>> = {
  GET: ["csrf", "session", "providers", "signin", "signout", "error"],
  POST: ["callback", "signout"],
};

export async function GET(request: NextRequest, context: NextAuthContext): Promise<Response> {
  return guarded(request, context, async () =>
    NextAuth(
      request,
      context,
      authOptions(() => undefined),
    ),
  );
}

/** Signing in and out change state, so they need our Origin as every other such call (S18). */
export async function POST(request: NextRequest, context: NextAuthContext): Promise<Response> {
  return guarded(request, context, async () => {
    requireOwnOrigin(request);
    const form = await readSignInForm(request);
    refuseBadReturn(form.get("callbackUrl"));
    const faults: unknown[] = [];
    const checked = new NextRequest(request.url, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: form.toString(),
    });
    const response = await NextAuth(
      checked,
      context,
      authOptions((fault) => faults.push(fault)),
    );
    if (faults.length > 0) throw faults[0];
    return withPreferences(response, request.cookies.get(CHOSEN_LOCALE_COOKIE)?.value);
  });
}

async function guarded(
  request: NextRequest,
  context: NextAuthContext,
  answer: () => Promise<Response>,
): Promise<Response> {
  try {
    const [action = "", ...rest] = (await context.params).nextauth;
    if (!ACTIONS[request.method === "POST" ? "POST" : "GET"].includes(action) || rest.length > 1) {
      throw new AppError("not_found");
    }
    refuseBadReturn(request.nextUrl.searchParams.get("callbackUrl"));
    refuseBadReturn(request.cookies.get(returnCookie())?.value);
    return await answer();
  } catch (error) {
    const reason = refusal(error);
    const response = await problemResponse(reason, randomUUID(), requestLocale(request));
    // A remembered return address that cannot be read would be sent again with every request.
    if (reason.code === "malformed_url") response.headers.append("set-cookie", forgottenReturn());
    return response;
  }
}

function refusal(error: unknown): AppError {
  if (error instanceof AppError) return error;
  log().warn({ err: error }, "sign-in request failed");
  if (isDatabaseUnavailable(error)) return new AppError("database_unavailable", { cause: error });
  // What next-auth itself cannot work with came from the sender: never a 500 (S38).
  return new AppError("invalid_request", { cause: error });
}

/** next-auth answers 500 to a return address that is none (S38). Where a good one may lead is decided in auth-options (S19). */
function refuseBadReturn(target: string | null | undefined): void {
  if (!target) return;
  const isUrl = target.startsWith("/") ? URL.canParse(target, env().KENSHIN_URL) : URL.canParse(target);
  if (!isUrl || !/^https?:$/.test(new URL(target, env().KENSHIN_URL).protocol)) throw new AppError("malformed_url");
}

/** The name next-auth gives to the cookie that remembers where a sign-in leads. */
function returnCookie(): string {
  return `${sessionCookie().options.secure ? "__Secure-" : ""}next-auth.callback-url`;
}

function forgottenReturn(): string {
  return `${returnCookie()}=; Path=/; Max-Age=0${sessionCookie().options.secure ? "; Secure" : ""}`;
}

/**
 * After a sign-in this browser shows the owner's own language and theme.
 * @param chosen a language chosen on the login page just before; it becomes the owner's own
 */
async function withPreferences(response: Response, chosen: string | undefined): Promise<Response> {
  const { name } = sessionCookie();
  const made = response.headers.getSetCookie().find((cookie) => cookie.startsWith(`${name}=`));
  const session = made ? await sessionFromCookies(`${name}=${readCookie(made, name)}`) : null;
  if (session?.kind === "owner") {
    const locale = LOCALES.find((known) => known === chosen);
    const owner = locale ? await updateProfile(session.owner.id, { locale }, randomUUID()) : session.owner;
    for (const cookie of preferenceCookies(owner)) response.headers.append("set-cookie", cookie);
  }
  return response;
}
