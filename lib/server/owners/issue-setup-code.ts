import "server-only";
import { whileNoOwner } from "./first-owner";
import { createOneTimeCode } from "./one-time-code";

/** A code for /setup, good for 24 hours and until a newer one is made; null as soon as there is an owner. */
export async function issueSetupCode(now: Date): Promise<{ code: string; expiresAt: Date } | null> {
  return whileNoOwner((tx) => createOneTimeCode(tx, { purpose: "setup", ownerId: null }, now));
}
