import "server-only";
import { availableParallelism } from "node:os";
import { type Algorithm, hash, verify } from "@node-rs/argon2";
import { Turns } from "./turns";

// OWASP's argon2id minimum (S20). Written out so that a change of the library's defaults changes nothing here.
const ARGON2ID: Algorithm = 2;
const PARAMETERS = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** A core stays with everybody who is signed in, however many sign in at once. */
const turns = new Turns(Math.max(1, availableParallelism() - 1));

/** Hashes a password exactly as typed: never trimmed, normalised or cut (S20). */
export function hashPassword(password: string): Promise<string> {
  return turns.run(() => hash(password, PARAMETERS));
}

let dummyHash: Promise<string> | undefined;

/**
 * Checks a password. Without a stored hash the same work is done on a dummy, so that an answer takes as long for
 * somebody who does not exist (S15).
 */
export async function verifyPassword(storedHash: string | null | undefined, password: string): Promise<boolean> {
  if (storedHash) return turns.run(() => verify(storedHash, password, PARAMETERS));
  dummyHash ??= hashPassword(crypto.randomUUID());
  const hashed = await dummyHash;
  await turns.run(() => verify(hashed, password, PARAMETERS));
  return false;
}
