import "server-only";
import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { z } from "zod";
import { env } from "@/lib/env";
import { prisma } from "./db";
import { log } from "./log";
import { startOwnerSession } from "./owners/start-owner-session";
import { verifyOwnerPassword } from "./owners/verify-owner-password";
import { sessionFromCookies } from "./session";
import { SESSION_ABSOLUTE_SECONDS, sessionCookie } from "./session-cookie";

const ownerCredentials = z.object({ email: z.string().max(1000), password: z.string().max(10_000) });

/** Why a sign-in was refused, as far as the page may say: next-auth carries it back as `?error=`. */
export const SIGN_IN_ERRORS = ["CredentialsSignin", "other_session", "unavailable"] as const;

/**
 * One configuration for every door. The token carries a session id and nothing else; nothing a client sends can enter
 * it (S6). Built per call because it depends on settings that are read at boot.
 * @param signOutFailed told when a login could not be ended: next-auth itself would say that it was
 */
export function authOptions(signOutFailed: (error: unknown) => void): NextAuthOptions {
  const url = env().KENSHIN_URL;
  const cookie = sessionCookie();
  return {
    secret: env().KENSHIN_SECRET,
    useSecureCookies: url.startsWith("https://"),
    session: { strategy: "jwt", maxAge: SESSION_ABSOLUTE_SECONDS },
    cookies: { sessionToken: cookie },
    pages: { signIn: "/login", signOut: "/login", error: "/login" },
    providers: [
      CredentialsProvider({
        id: "owner",
        name: "owner",
        credentials: { email: {}, password: {} },
        authorize: (credentials, request) => authorizeOwner(credentials, request.headers ?? {}),
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) =>
        user ? { sid: user.id } : typeof token["sid"] === "string" ? { sid: token["sid"] } : {},
      // Who is signed in is read from the row by requirePermission, never from here.
      session: ({ session }) => ({ expires: session.expires }),
      redirect: ({ url: target }) => ownRedirect(target, url),
    },
    events: {
      signOut: ({ token }) => endSession(token?.["sid"]).catch(signOutFailed),
    },
    logger: {
      error: (code) => log().warn({ code }, "sign-in"),
      warn: (code) => log().debug({ code }, "sign-in"),
      debug: () => undefined,
    },
  };
}

/**
 * Refuses while this browser holds a live login, before the password is looked at (cause 2 of the article); otherwise
 * a second sign-in would silently replace the first.
 */
async function authorizeOwner(credentials: unknown, headers: Record<string, string>): Promise<{ id: string } | null> {
  try {
    if (await sessionFromCookies(headers["cookie"])) throw new SignInRefused("other_session");
    const parsed = ownerCredentials.safeParse(credentials);
    if (!parsed.success) return null;
    const owner = await verifyOwnerPassword(parsed.data.email, parsed.data.password);
    return owner ? { id: await startOwnerSession(owner, headers["user-agent"], new Date()) } : null;
  } catch (error) {
    if (error instanceof SignInRefused) throw error;
    // The text of a fault would travel in the URL (S57): it goes to the log instead.
    log().error({ err: error }, "sign-in failed");
    throw new SignInRefused("unavailable");
  }
}

/** next-auth puts the message of what `authorize` throws into the URL: it is always one of SIGN_IN_ERRORS. */
class SignInRefused extends Error {
  constructor(reason: (typeof SIGN_IN_ERRORS)[number]) {
    super(reason);
  }
}

async function endSession(sessionId: unknown): Promise<void> {
  if (typeof sessionId !== "string") return;
  await prisma().session.updateMany({ where: { id: sessionId, revokedAt: null }, data: { revokedAt: new Date() } });
}

/** Where a sign-in leads stays on our origin, however it is written (S19). */
function ownRedirect(target: string, base: string): string {
  const origin = new URL(base).origin;
  if (!URL.canParse(target, origin)) return origin;
  const url = new URL(target, origin);
  return url.origin === origin ? url.href : origin;
}
