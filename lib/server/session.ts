import "server-only";
import type { Prisma } from "@/prisma/generated/client";
import { prisma } from "./db";
import { readCookie, readSessionId, SESSION_IDLE_SECONDS, sessionCookie } from "./session-cookie";

export type OwnerSession = {
  readonly kind: "owner";
  readonly sessionId: string;
  readonly owner: { id: string; name: string; email: string; locale: string; theme: string };
};

export type OperatorSession = {
  readonly kind: "operator";
  readonly sessionId: string;
  readonly operatorId: string;
  readonly accountId: string;
};

export type CurrentSession = OwnerSession | OperatorSession;

/** `last_seen_at` is written at most this often, milliseconds: a row a page view would be noise. */
const LAST_SEEN_STEP_MS = 60_000;

const SESSION_SELECT = {
  id: true,
  kind: true,
  credentialVersion: true,
  lastSeenAt: true,
  expiresAt: true,
  revokedAt: true,
  accountId: true,
  owner: { select: { id: true, name: true, email: true, locale: true, theme: true, credentialVersion: true } },
  operator: { select: { id: true, accountId: true, deletedAt: true, credentialVersion: true } },
} as const;

type SessionRow = Prisma.SessionGetPayload<{ select: typeof SESSION_SELECT }>;

/** The login a request carries in its cookie, or null. */
export async function sessionFromCookies(cookieHeader: string | null | undefined): Promise<CurrentSession | null> {
  const sessionId = await readSessionId(readCookie(cookieHeader, sessionCookie().name));
  return sessionId ? findLiveSession(sessionId, new Date()) : null;
}

/**
 * The live login of a session id at `now`; null when it was ended, ran out, or its person is no longer let in. Read
 * from the row on every request, so that log-outs, deletions and password changes count from the next one on (S16).
 */
export async function findLiveSession(sessionId: string, now: Date): Promise<CurrentSession | null> {
  const row = await prisma().session.findUnique({ where: { id: sessionId }, select: SESSION_SELECT });
  if (!row || row.revokedAt || row.expiresAt <= now) return null;
  const idleMs = now.getTime() - row.lastSeenAt.getTime();
  if (idleMs > SESSION_IDLE_SECONDS * 1000) return null;

  const session = toSession(row);
  if (session && idleMs > LAST_SEEN_STEP_MS) {
    await prisma().session.updateMany({ where: { id: row.id, revokedAt: null }, data: { lastSeenAt: now } });
  }
  return session;
}

function toSession(row: SessionRow): CurrentSession | null {
  const { owner, operator } = row;
  if (row.kind === "owner") {
    if (!owner || owner.credentialVersion !== row.credentialVersion) return null;
    const { id, name, email, locale, theme } = owner;
    return { kind: "owner", sessionId: row.id, owner: { id, name, email, locale, theme } };
  }
  if (!operator || operator.deletedAt || operator.credentialVersion !== row.credentialVersion) return null;
  if (operator.accountId !== row.accountId) return null;
  return { kind: "operator", sessionId: row.id, operatorId: operator.id, accountId: operator.accountId };
}
