import "server-only";
import { effectiveStatus, endsAccess } from "@/lib/domain/contract";
import { CONTRACT_SELECT, toContract } from "./contracts/contract-record";
import { prisma } from "./db";
import { readCookie, readSessionId, SESSION_IDLE_SECONDS, sessionCookie } from "./session-cookie";
import { queryPrepared, sql } from "./sql";

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

/** Whose login it is, the same for every login of one person; for pages, see `LoginWatch`. */
export function loginHolder(session: CurrentSession): string {
  return session.kind === "owner" ? `owner:${session.owner.id}` : `operator:${session.operator.id}`;
}

/** `last_seen_at` is written at most this often, milliseconds: a row a page view would be noise. */
const LAST_SEEN_STEP_MS = 60_000;

/** What of a session is still let in: the person is null as soon as a credential changed or the person was deleted. */
type SessionRow = {
  readonly sessionId: string;
  readonly lastSeenAt: Date;
  readonly owner: OwnerSession["owner"] | null;
  readonly operator: OperatorSession["operator"] | null;
  readonly account: OperatorSession["account"] | null;
};

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
  const row = await loadSession(sessionId, now);
  if (!row) return null;
  const idleMs = now.getTime() - row.lastSeenAt.getTime();
  if (idleMs > SESSION_IDLE_SECONDS * 1000) return null;

  const session = row.owner ? toOwnerSession(row.sessionId, row.owner) : await toOperatorSession(row, now);
  if (session && idleMs > LAST_SEEN_STEP_MS) {
    await prisma().session.updateMany({ where: { id: sessionId, revokedAt: null }, data: { lastSeenAt: now } });
  }
  return session;
}

/** One statement, because every request begins with it. */
async function loadSession(sessionId: string, now: Date): Promise<SessionRow | undefined> {
  const rows = await queryPrepared<SessionRow>(sql`
    select s.id as "sessionId", s.last_seen_at as "lastSeenAt",
           to_json(owner) as owner, to_json(operator) as operator, to_json(account) as account
    from sessions s
    left join lateral (
      select w.id, w.name, w.email, w.locale, w.theme from owners w
      where w.id = s.owner_id and w.credential_version = s.credential_version
    ) owner on s.kind = 'owner'
    left join lateral (
      select o.id, o.name, o.email, o.permissions from operators o
      where o.id = s.operator_id and o.account_id = s.account_id
        and o.deleted_at is null and o.credential_version = s.credential_version
    ) operator on s.kind = 'operator'
    left join lateral (
      select a.id, a.code, a.name from accounts a where a.id = s.account_id and a.directory = 'hosted'
    ) account on s.kind = 'operator'
    where s.id = ${sessionId}::uuid and s.revoked_at is null and s.expires_at > ${now}`);
  return rows[0];
}

function toOwnerSession(sessionId: string, owner: OwnerSession["owner"]): OwnerSession {
  return { kind: "owner", sessionId, owner };
}

async function toOperatorSession(row: SessionRow, now: Date): Promise<OperatorSession | null> {
  const { sessionId, operator, account } = row;
  if (!operator || !account) return null;
  const where = { accountId: account.id };
  const contract = await prisma().contract.findUnique({ where, select: CONTRACT_SELECT });
  if (!contract || endsAccess(effectiveStatus(toContract(contract), now))) return null;
  return { kind: "operator", sessionId, operator, account };
}
