import "server-only";
import { effectiveStatus, endsAccess } from "@/lib/domain/contract";
import type { Prisma } from "@/prisma/generated/client";
import { CONTRACT_SELECT, toContract } from "./contracts/contract-record";
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
  readonly operator: { id: string; name: string; email: string; permissions: string[] };
  readonly account: { id: string; code: string; name: string };
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
  account: { select: { id: true, code: true, name: true, directory: true, contract: { select: CONTRACT_SELECT } } },
  owner: { select: { id: true, name: true, email: true, locale: true, theme: true, credentialVersion: true } },
  operator: {
    select: {
      id: true,
      accountId: true,
      name: true,
      email: true,
      permissions: true,
      deletedAt: true,
      credentialVersion: true,
    },
  },
} as const;

type SessionRow = Prisma.SessionGetPayload<{ select: typeof SESSION_SELECT }>;

/** The login a request carries in its cookie, or null. */
export async function sessionFromCookies(cookieHeader: string | null | undefined): Promise<CurrentSession | null> {
  const sessionId = await readSessionId(readCookie(cookieHeader, sessionCookie().name));
  return sessionId ? findLiveSession(sessionId, new Date()) : null;
}

/**
 * The live login of a session id at `now`; null when it was ended, ran out, or its person is no longer let in. Read
 * from the row on every request, so that log-outs, deletions, password
 * changes and the end of a contract count from the next one on (S16).
 */
export async function findLiveSession(sessionId: string, now: Date): Promise<CurrentSession | null> {
  const row = await prisma().session.findUnique({ where: { id: sessionId }, select: SESSION_SELECT });
  if (!row || row.revokedAt || row.expiresAt <= now) return null;
  const idleMs = now.getTime() - row.lastSeenAt.getTime();
  if (idleMs > SESSION_IDLE_SECONDS * 1000) return null;

  const session = row.kind === "owner" ? toOwnerSession(row) : toOperatorSession(row, now);
  if (session && idleMs > LAST_SEEN_STEP_MS) {
    await prisma().session.updateMany({ where: { id: row.id, revokedAt: null }, data: { lastSeenAt: now } });
  }
  return session;
}

function toOwnerSession({ id: sessionId, owner, credentialVersion }: SessionRow): OwnerSession | null {
  if (!owner || owner.credentialVersion !== credentialVersion) return null;
  const { id, name, email, locale, theme } = owner;
  return { kind: "owner", sessionId, owner: { id, name, email, locale, theme } };
}

function toOperatorSession(row: SessionRow, now: Date): OperatorSession | null {
  const { operator, account } = row;
  if (!operator || operator.deletedAt || operator.credentialVersion !== row.credentialVersion) return null;
  if (!account?.contract || account.directory !== "hosted" || operator.accountId !== account.id) return null;
  if (endsAccess(effectiveStatus(toContract(account.contract), now))) return null;
  const { id, name, email, permissions } = operator;
  return {
    kind: "operator",
    sessionId: row.id,
    operator: { id, name, email, permissions },
    account: { id: account.id, code: account.code, name: account.name },
  };
}
