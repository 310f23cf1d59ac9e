import "server-only";
import { createHmac } from "node:crypto";
import { env } from "@/lib/env";

/**
 * A text that only the secret can make of a subject: a token, or a name for what a table must not tell. Nobody else can find
 * out whether it stands for a guess.
 */
export function keyedName(kind: string, subject: string): string {
  return createHmac("sha256", env().KENSHIN_SECRET).update(`${kind}\n${subject}`).digest("base64url");
}
