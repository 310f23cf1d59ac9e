import "server-only";
import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { z } from "zod";
import { env } from "@/lib/env";
import { browserName } from "./browser-name";
import { clientNetwork } from "./client-network";
import { prisma } from "./db";
import { log } from "./log";
import type { AttemptOrigin } from "./login-attempts/record-attempts";
import { recordContractLogin } from "./login-attempts/record-contract-login";
import { tryOperatorLogin } from "./login-attempts/try-operator-login";
import { startOwnerSession } from "./owners/start-owner-session";
import { verifyOwnerPassword } from "./owners/verify-owner-password";
import { sessionFromCookies } from "./session";
import { SESSION_ABSOLUTE_SECONDS, sessionCookie } from "./session-cookie";

const ownerCredentials = z.object({ email: z.string().max(1000), password: z.string().max(10_000) });
const operatorCredentials = ownerCredentials.extend({ code: z.string().max(1000) });

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
        authorize: authorizeOwner,
      }),
      CredentialsProvider({
        id: "operator",
        name: "operator",
        credentials: { code: {}, email: {}, password: {} },
        authorize: authorizeOperator,
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

type AuthRequest = { readonly headers?: Readonly<Record<string, string | undefined>> };

/**
 * Both refuse while this browser holds a live login, before the password is looked at (cause 2 of the article); otherwise
 * a second sign-in would silently replace the first.
 */
async function authorizeOwner(credentials: unknown, { headers = {} }: AuthRequest): Promise<{ id: string } | null> {
  return guarded(async () => {
    const signedIn = await sessionFromCookies(headers["cookie"]);
    const parsed = ownerCredentials.safeParse(credentials);
    const now = new Date();
    if (signedIn) {
      const { email = "", password = "" } = parsed.data ?? {};
      await recordContractLogin({ email, password, outcome: "other_session" }, originOf(headers), now);
      throw new SignInRefused("other_session");
    }
    if (!parsed.success) return null;
    const { email, password } = parsed.data;
    const owner = await verifyOwnerPassword(email, password);
    await recordContractLogin({ email, password, outcome: owner ? "success" : "refused" }, originOf(headers), now);
    return owner ? { id: await startOwnerSession(owner, headers["user-agent"], now) } : null;
  });
}

async function authorizeOperator(credentials: unknown, { headers = {} }: AuthRequest): Promise<{ id: string } | null> {
  return guarded(async () => {
    const signedIn = await sessionFromCookies(headers["cookie"]);
    const parsed = operatorCredentials.safeParse(credentials);
    if (!parsed.success) {
      if (signedIn) throw new SignInRefused("other_session");
      return null;
    }
    const signedInAs = signedIn && (signedIn.kind === "owner" ? signedIn.owner.name : signedIn.operator.name);
    const result = await tryOperatorLogin({ ...parsed.data, signedInAs, origin: originOf(headers) }, new Date());
    if (result.ok) return { id: result.sessionId };
    if (result.reason === "other_session") throw new SignInRefused("other_session");
    return null;
  });
}

function originOf(headers: Readonly<Record<string, string | undefined>>): AttemptOrigin {
  return {
    browser: browserName(headers["user-agent"]),
    network: clientNetwork(headers, env().KENSHIN_TRUSTED_PROXIES),
  };
}

/** The text of a fault would travel in the URL (S57): it goes to the log instead, and the door stays closed. */
async function guarded<T>(authorize: () => Promise<T>): Promise<T> {
  try {
    return await authorize();
  } catch (error) {
    if (error instanceof SignInRefused) throw error;
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
