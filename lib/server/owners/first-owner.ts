import "server-only";
import type { Prisma } from "@/prisma/generated/client";
import { prisma } from "../db";

// Any number does as long as it is nobody else's: everything about the first owner waits for this one lock.
const FIRST_OWNER_LOCK = 7_305_001;

/** Whether there is an owner yet; until then /setup is open to whoever holds the code. */
export async function hasOwner(): Promise<boolean> {
  return (await prisma().owner.findFirst({ select: { id: true } })) !== null;
}

/**
 * Runs work that is only right while there is no owner, one at a time over all instances, and answers null without
 * running it when there is one.
 */
export async function whileNoOwner<T>(work: (tx: Prisma.TransactionClient) => Promise<T>): Promise<T | null> {
  return prisma().$transaction(
    async (tx) => {
      await tx.$executeRaw`select pg_advisory_xact_lock(${FIRST_OWNER_LOCK})`;
      if (await tx.owner.findFirst({ select: { id: true } })) return null;
      return work(tx);
    },
    { maxWait: 10_000, timeout: 20_000 },
  );
}
