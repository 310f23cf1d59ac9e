import "server-only";
import type { Algorithm } from "@node-rs/argon2";
import { createHashThreads } from "./hash-threads";

// OWASP's argon2id minimum (S20). Written out so that a change of the library's defaults changes nothing here.
const ARGON2ID: Algorithm = 2;
const PARAMETERS = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

const inThread = createHashThreads(PARAMETERS);

/** Hashes a password exactly as typed: never trimmed, normalised or cut (S20). */
export function hashPassword(password: string): Promise<string> {
  return inThread<string>({ password, hash: null });
}

let dummyHash: Promise<string> | undefined;

/**
 * Checks a password. Without a stored hash the same work is done on a dummy, so that an answer takes as long for
 * somebody who does not exist (S15).
 */
export async function verifyPassword(storedHash: string | null | undefined, password: string): Promise<boolean> {
  if (storedHash) return inThread<boolean>({ password, hash: storedHash });
  dummyHash ??= hashPassword(crypto.randomUUID());
  await inThread<boolean>({ password, hash: await dummyHash });
  return false;
}
