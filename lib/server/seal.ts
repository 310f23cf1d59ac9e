import "server-only";
import { decode, encode } from "next-auth/jwt";
import { env } from "@/lib/env";

/** Encrypts a text that a table has to hold for a while but must not give away; readable for so many seconds. */
export function seal(text: string, lifetimeSeconds: number): Promise<string> {
  return encode({ token: { text }, secret: env().KENSHIN_SECRET, maxAge: lifetimeSeconds });
}

/** The text that was sealed; null when its time is over. */
export async function unseal(sealed: string): Promise<string | null> {
  const token = await decode({ token: sealed, secret: env().KENSHIN_SECRET }).catch(() => null);
  return typeof token?.["text"] === "string" ? token["text"] : null;
}
