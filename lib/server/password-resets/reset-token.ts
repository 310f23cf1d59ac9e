import "server-only";
import { createHash } from "node:crypto";
import { keyedName } from "../keyed-name";

// 256 bits in base64url. Anything else is no token of ours and is not looked up.
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/**
 * The token of a reset link: computed from the row's id with the secret, so that a link can be written again into a mail
 * that is sent a second time, while no table holds one (S10).
 */
export function resetToken(id: string): string {
  return keyedName("password-reset", id);
}

/** What is kept of a token. It cannot be guessed, so a plain hash is enough. null for what no token looks like. */
export function hashResetToken(token: string): string | null {
  return TOKEN.test(token) ? createHash("sha256").update(token).digest("base64url") : null;
}
