import "server-only";
import { decode } from "next-auth/jwt";
import { env } from "@/lib/env";

/** How long a login lives at most, however busy, and how long without being used (S17). Seconds. */
export const SESSION_ABSOLUTE_SECONDS = 30 * 24 * 60 * 60;
export const SESSION_IDLE_SECONDS = 7 * 24 * 60 * 60;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** One cookie for owners and operators alike: one browser holds one login. */
export function sessionCookie() {
  const secure = env().KENSHIN_URL.startsWith("https://");
  return {
    name: secure ? "__Host-kenshin.session" : "kenshin.session",
    options: { httpOnly: true, sameSite: "lax", path: "/", secure },
  } as const;
}

/** The value of one cookie of a `Cookie` header. */
export function readCookie(header: string | null | undefined, name: string): string | undefined {
  const pair = header?.split(/;\s*/).find((part) => part.startsWith(`${name}=`));
  return pair?.slice(name.length + 1);
}

/**
 * The session id inside the cookie's token, or null when there is none that we sealed. The id alone opens nothing:
 * the row it names decides (S6).
 */
export async function readSessionId(cookieValue: string | undefined): Promise<string | null> {
  if (!cookieValue) return null;
  try {
    const token = await decode({ token: cookieValue, secret: env().KENSHIN_SECRET });
    const sid = token?.["sid"];
    return typeof sid === "string" && UUID.test(sid) ? sid : null;
  } catch {
    // Not ours, cut, or expired: the same as no cookie (S38).
    return null;
  }
}
