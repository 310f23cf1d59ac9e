import "server-only";
import { browserName } from "../browser-name";
import { prisma } from "../db";
import { SESSION_ABSOLUTE_SECONDS } from "../session-cookie";

/** Makes the row of a new login and gives its id, which is new at every login (S17). */
export async function startOwnerSession(
  owner: { id: string; credentialVersion: number },
  userAgent: string | undefined,
  now: Date,
): Promise<string> {
  const session = await prisma().session.create({
    data: {
      kind: "owner",
      ownerId: owner.id,
      credentialVersion: owner.credentialVersion,
      browser: browserName(userAgent),
      createdAt: now,
      lastSeenAt: now,
      expiresAt: new Date(now.getTime() + SESSION_ABSOLUTE_SECONDS * 1000),
    },
    select: { id: true },
  });
  return session.id;
}
